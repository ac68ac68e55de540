const version = '1';

// Starts a process that leaves its session and its parent, as badly behaved tools do.
const http = require('http');
const { spawnSync } = require('child_process');
const script = 'trap "" TERM HUP; setsid sleep 3600 </dev/null >/dev/null 2>&1 & echo $!';
const escaped = spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.trim();
console.log(`${version} left behind: ${escaped}`);
http.createServer((request, response) => response.end(`${version} ${process.pid} ${escaped}\n`))
  .listen(Number(process.env.PORT || 3000));
