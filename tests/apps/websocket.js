const version = '1';

// A WebSocket echo server in small: text frames of up to 125 bytes, masked by the client as the
// protocol asks. The first frame it sends is "VERSION PID".
const http = require('http');
const { createHash } = require('crypto');

const kGuid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const frame = (opcode, payload) => Buffer.concat([Buffer.from([0x80 | opcode, payload.length]), payload]);

function serve(socket) {
  let pending = Buffer.alloc(0);
  socket.on('data', (data) => {
    pending = Buffer.concat([pending, data]);
    while (pending.length >= 6 && pending.length >= 6 + (pending[1] & 0x7f)) {
      const opcode = pending[0] & 0x0f;
      const length = pending[1] & 0x7f;
      const mask = pending.subarray(2, 6);
      const payload = Buffer.from(pending.subarray(6, 6 + length).map((byte, i) => byte ^ mask[i % 4]));
      pending = pending.subarray(6 + length);
      if (opcode === 8) return socket.end(frame(8, payload));
      socket.write(frame(opcode === 9 ? 10 : opcode, payload));
    }
  });
  socket.on('error', () => socket.destroy());
}

const server = http.createServer((request, response) => response.end(`${version} ${process.pid}\n`));
server.on('upgrade', (request, socket) => {
  const accept = createHash('sha1').update(request.headers['sec-websocket-key'] + kGuid).digest('base64');
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
    + `Sec-WebSocket-Accept: ${accept}\r\n\r\n`);
  socket.write(frame(1, Buffer.from(`${version} ${process.pid}`)));
  serve(socket);
});
server.listen(Number(process.env.PORT || 3000));
