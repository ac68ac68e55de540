const version = '1';

// The smallest server; what the throughput and start figures are measured with.
const http = require('http');
const body = `${version} ${process.pid}\n`;
http.createServer((request, response) => response.end(body)).listen(Number(process.env.PORT || 3000));
