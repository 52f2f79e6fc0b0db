/**
 * Loaded before a supervised program: when the supervisor is gone, however it went, the program is asked to stop.
 * Otherwise a killed `npm start` would leave its children on the ports that the next one wants.
 */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// The channel alone must not keep a program alive.
process.channel?.unref()
// Nobody reads what is printed once the parent is gone; that must not be what ends us.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
