// tickets.cjs PORT: takes a session ticket from one worker, shows it to the next connection, which
// another worker gets, and prints whether it was good there.
'use strict';
const tls = require('tls');

const port = Number(process.argv[2]);
const request = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
const connect = (session, done) => {
  let ticket;
  let isReused;
  const socket = tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false, maxVersion: 'TLSv1.2', session });
  socket.on('session', (got) => (ticket = got));
  socket.on('secureConnect', () => {
    isReused = socket.isSessionReused();
    socket.write(request);
  });
  socket.resume();
  socket.on('close', () => done(ticket, isReused));
};
connect(undefined, (ticket) => connect(ticket, (_, isGood) => console.log(isGood ? 'resumed' : 'not resumed')));
