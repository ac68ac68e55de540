const version = '1';

// Listens only after 500 ms (or DELAY).
const http = require('http');
setTimeout(() => {
  http.createServer((request, response) => response.end(`${version} ${process.pid}\n`))
    .listen(Number(process.env.PORT || 3000));
}, Number(process.env.DELAY || 500));
