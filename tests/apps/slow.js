const version = '1';

// Every answer takes 300 ms (or DELAY).
const http = require('http');
const delay = Number(process.env.DELAY || 300);
http.createServer((request, response) => {
  setTimeout(() => response.end(`${version} ${process.pid}\n`), delay);
}).listen(Number(process.env.PORT || 3000));
