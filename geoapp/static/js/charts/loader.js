/** A loader that loads nothing: charts carry their data, and name no address. */

async function refuse(address) {
  throw new Error(`charts load nothing: ${address}`);
}

export const refusingLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };
