const version = '1';

// Serves, but ignores SIGTERM and spins for ever once it is told to go, by signal or by disconnect.
const http = require('http');
const spin = () => {
  for (;;);
};
process.on('SIGTERM', spin);
process.on('disconnect', spin);
process.on('internalMessage', (message) => {
  if (message.act === 'disconnect' || message.act === 'drain') spin();
});
http.createServer((request, response) => response.end(`${version} ${process.pid}\n`))
  .listen(Number(process.env.PORT || 3000));
