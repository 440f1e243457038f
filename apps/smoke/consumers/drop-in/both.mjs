import ftWebsocket from "futu-api";
import mmWebsocket from "moomoo-api";

const [addr, port, enable_ssl, key] = ["127.0.0.1", 33333, false, "the key"];
const sockets = [new ftWebsocket(), new mmWebsocket()];
const brands = await Promise.all(
  sockets.map(
    (websocket) =>
      new Promise((resolve) => {
        websocket.onlogin = async () => {
          const { s2c } = await websocket.GetUserInfo({ c2s: {} });
          websocket.stop();
          resolve(`${websocket.constructor.name} at user ${s2c.userID}`);
        };
        websocket.start(addr, port, enable_ssl, key);
      }),
  ),
);
console.log(brands.join(", "));
