// A way to the server that can be broken: every connection through it is lost, and no new one is let in until it is mended.
import { connect, createServer } from "node:net";

export async function proxyTo(server) {
  const { hostname, port } = new URL(server);
  const open = new Set();
  const proxy = createServer((from) => {
    const to = connect(port, hostname);
    for (const [one, other] of [[from, to], [to, from]]) {
      open.add(one);
      one.on("error", () => {}).on("close", () => (open.delete(one), other.destroy()));
      one.pipe(other);
    }
  });
  const listen = (at) => new Promise((ready) => proxy.listen(at, "127.0.0.1", ready));
  const cut = () =>
    new Promise((done) => {
      proxy.close(done);
      open.forEach((one) => one.destroy());
    });
  await listen(0);
  const address = proxy.address();
  return { url: `http://127.0.0.1:${address.port}/graphql`, cut, mend: () => listen(address.port) };
}
