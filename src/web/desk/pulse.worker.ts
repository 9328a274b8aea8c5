// A tick a second from a worker: a tab in the background has its own timers slowed down to one a minute, which is as long
// as the shortest hold on a contact.
setInterval(() => {
  postMessage(null)
}, 1_000)
