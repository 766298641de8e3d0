import { BlockList, isIP } from "node:net";

/** What is nobody's on the public internet (RFC 6890): this machine, networks inside of others, and what is kept for other uses. */
const NOT_PUBLIC = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
/** Of the one part of IPv6 that is given out: what holds addresses of version 4, or is kept for examples. */
const NOT_PUBLIC_6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const listOf = (subnets: readonly string[], type: "ipv4" | "ipv6") => {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net, bits] = subnet.split("/") as [string, string];
    list.addSubnet(net, Number(bits), type);
  }
  return list;
};
const notPublic = listOf(NOT_PUBLIC, "ipv4");
const notPublic6 = listOf(NOT_PUBLIC_6, "ipv6");
const givenOut6 = listOf(["2000::/3"], "ipv6");

/** Whether an IP address is one that anybody on the internet can ask. An address of version 4 within one of version 6 is none. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !notPublic.check(address, "ipv4");
  return version === 6 && !address.includes("%") && givenOut6.check(address, "ipv6") && !notPublic6.check(address, "ipv6");
}
