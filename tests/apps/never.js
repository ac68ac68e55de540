const version = '1';

// Lives and never listens, like a queue worker.
console.log(`${version} ${process.pid} works`);
setInterval(() => {}, 1000);
