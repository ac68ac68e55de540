// One server of the kind that the first argument names, with all that can be under way when it is to
// leave: /slow answers after 700 ms, /stream in pieces for as long, an upgrade is echoed for ever.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

const kind = process.argv[2] || 'http';
const isSecure = kind === 'https' || kind === 'http2s';
const options = isSecure && {
  key: fs.readFileSync(path.join(__dirname, 'localhost.key')),
  cert: fs.readFileSync(path.join(__dirname, 'localhost.crt')),
  allowHTTP1: false,
};

const say = (fact) => console.log(JSON.stringify(fact));

process.on('message', (message) => say({ message }));

function answer(request, response) {
  if (request.url === '/slow') {
    say({ began: request.url });
    setTimeout(() => response.end('slow'), 700);
  } else if (request.url === '/stream') {
    response.write('begin');
    setTimeout(() => response.end('end'), 700);
  } else if (request.url === '/endless') {
    response.write('begin');
  } else {
    response.end(String(process.pid));
  }
}

const server = {
  http: () => require('http').createServer(answer),
  https: () => require('https').createServer(options, answer),
  http2: () => require('http2').createServer(answer),
  http2s: () => require('http2').createSecureServer(options, answer),
  net: () => require('net').createServer((socket) => socket.write('welcome')),
}[kind]();

// What 'ws' and its like do, as far as a handshake and a first frame go.
if (kind === 'http' || kind === 'https')
  server.on('upgrade', (request, socket) => {
    const accept = crypto
      .createHash('sha1')
      .update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11')
      .digest('base64');
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${accept}\r\n\r\n`);
    socket.write(Buffer.from([0x81, 2, 0x68, 0x69]));
    socket.on('data', () => {});
    socket.on('error', () => {});
  });
if (process.argv[3] === 'closes itself') process.once('SIGUSR2', () => server.close());

let accepted = 0;
server.on(isSecure ? 'secureConnection' : 'connection', () => say({ accepted: ++accepted }));
server.listen(0, '127.0.0.1', () => say({ port: server.address().port }));
