// Says what a stranger might: markup, colours of a terminal, and a counter.
console.log('<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>');
console.log('\u001b[31mred\u001b[0m and plain');
let count = 0;
setInterval(() => console.log(`tick ${++count}`), 200);
process.on('SIGUSR2', () => {
  for (let line = 1; line <= 3000; ++line) console.log(`flood ${line}`);
});
