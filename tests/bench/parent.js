// Node's own cluster parent, to compare with: WORKERS processes of SCRIPT.
// node parent.js SCRIPT WORKERS shared|round_robin
// Its workers lead sessions of their own, as the daemon's do: where the kernel groups processes by
// session (sched_autogroup, sched(7)), sharing one with the load generator is worth up to 15 %.
const childProcess = require('child_process');
const { fork } = childProcess;
childProcess.fork = (module, args, options) => fork(module, args, { ...options, detached: true });
const cluster = require('cluster');
const [script, workers, balance] = process.argv.slice(2);
cluster.schedulingPolicy = balance === 'round_robin' ? cluster.SCHED_RR : cluster.SCHED_NONE;
cluster.setupPrimary({ exec: script });
for (let i = 0; i < Number(workers); ++i) cluster.fork();
process.on('SIGTERM', () => {
  for (const worker of Object.values(cluster.workers)) worker.process.kill();
  process.exit(0);
});
