// A program that tries to connect, and prints the error of each attempt as a line of JSON.
import { connect } from "@opend/futu";

for (const url of ["tcp://127.0.0.1:11111", "ws://127.0.0.1:33333", undefined]) {
  try {
    await connect({ url, key: "none", log: "off", env: {} });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.log(JSON.stringify({ ...error, message: error.message }));
  }
}
