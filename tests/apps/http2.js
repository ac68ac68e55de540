const version = '1';

// HTTP/2 without TLS; DELAY ms an answer.
const http2 = require('http2');
const delay = Number(process.env.DELAY || 0);
http2.createServer((request, response) => {
  setTimeout(() => response.end(`${version} ${process.pid}\n`), delay);
}).listen(Number(process.env.PORT || 3000));
