// Says all it can to its parent, then serves.
'use strict';
const http = require('http');
const net = require('net');

process.on('message', (message) => console.log(JSON.stringify({ message })));
const odd = ['text', 5, true, null, '', 'NODE_', { cmd: 'NODE_' }, { cmd: 'NODE_FOO' }, [1, 2], 'a\nb\u2028c',
  { cmd: 'NODE_CLUSTER', act: 'bogus' }, { cmd: 'NODE_CLUSTER' }, { cmd: 'NODE_CLUSTER', act: 'close', key: 'none' },
  { cmd: 'NODE_CLUSTER', ack: 12345, accepted: true }, { cmd: 'NODE_QILIN', act: 'drained' }, { act: 'queryServer' },
  { cmd: 'NODE_CLUSTER', act: 'queryServer', port: 'x', seq: 9e15 }];
for (const message of odd) process.send(message);
process.send({ large: 'x'.repeat(5 << 20) });
process.send({ cmd: 'NODE_FOO', large: 'x'.repeat(5 << 20) });
process.send('y'.repeat(30 << 20));

// A socket with a message: all that follows waits for its acknowledgement.
const pair = net.createServer().listen({ host: '127.0.0.1', port: 0, exclusive: true }, () => {
  net.connect(pair.address().port, '127.0.0.1', function () {
    process.send({ large: 'z'.repeat(1 << 20) }, this);
    pair.close();
    const server = http.createServer((request, response) => response.end('served'));
    server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ address: server.address() })));
  });
});
