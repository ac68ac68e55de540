const version = '1';

// Listens only after 500 ms (or DELAY), or when the file GATE is there.
const fs = require('fs');
const http = require('http');
const gate = process.env.GATE;
const listen = () => {
  if (gate && !fs.existsSync(gate)) return setTimeout(listen, 20);
  http.createServer((request, response) => response.end(`${version} ${process.pid}\n`))
    .listen(Number(process.env.PORT || 3000));
};
setTimeout(listen, Number(gate ? 0 : process.env.DELAY || 500));
