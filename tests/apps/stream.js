const version = '1';

// /?chunks=10&pause=100: a response of that many chunks, one each pause ms; with gate=FILE it ends
// when that file is there.
const fs = require('fs');
const http = require('http');
http.createServer((request, response) => {
  const query = new URL(request.url, 'http://localhost').searchParams;
  const gate = query.get('gate');
  let left = Number(query.get('chunks') || 10);
  const next = () => {
    if (left === 0 && gate && !fs.existsSync(gate)) return setTimeout(next, 20);
    if (left-- === 0) return response.end(`${version} ${process.pid} end\n`);
    response.write(`${version} ${process.pid} ${left}\n`);
    setTimeout(next, Number(query.get('pause') || 100));
  };
  next();
}).listen(Number(process.env.PORT || 3000));
