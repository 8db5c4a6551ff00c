// Loaded before the server: when the script that started it is killed without a word, the server drains and ends instead of staying behind.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
