// node pm2status.js PM2 WORKERS SECONDS: asks the daemon of PM2's below $PM2_HOME for the status of its
// workers, over one connection, again and again, and prints what the calls took (ms).
const [, , library, workers, seconds] = process.argv;
const pm2 = require(library);

const call = (name) => new Promise((resolve, reject) => {
  pm2[name]((error, result) => (error ? reject(error) : resolve(result)));
});

(async () => {
  await call('connect');
  const took = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const began = performance.now();
    const list = await call('list');
    took.push(performance.now() - began);
    if (list.length !== Number(workers)) throw new Error(`${list.length} workers`);
  }
  took.sort((a, b) => a - b);
  console.log(JSON.stringify({
    median: took[Math.floor(took.length / 2)],
    p99: took[Math.floor(took.length * 0.99)],
    per_second: took.length / seconds,
  }));
  process.exit(0);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
