// Node's own cluster parent, to compare with: WORKERS processes of SCRIPT.
// node parent.js SCRIPT WORKERS shared|round_robin
const cluster = require('cluster');
const [script, workers, balance] = process.argv.slice(2);
cluster.schedulingPolicy = balance === 'round_robin' ? cluster.SCHED_RR : cluster.SCHED_NONE;
cluster.setupPrimary({ exec: script });
for (let i = 0; i < Number(workers); ++i) cluster.fork();
process.on('SIGTERM', () => {
  for (const worker of Object.values(cluster.workers)) worker.process.kill();
  process.exit(0);
});
