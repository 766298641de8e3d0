import { expect, test } from "vitest";
import { deviceOf, networkOf } from "~/http/client.server";

test.each([
  ["203.0.113.77", "203.0.113"],
  ["::ffff:203.0.113.77", "203.0.113"],
  ["2001:db8:7:1:2:3:4:5", "2001:db8:7"],
  ["2001:db8::1", "2001:db8:0"],
  ["::1", "0:0:0"],
  [undefined, ""],
])("%s is counted as the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";

test.each([
  [`${WINDOWS} Edg/140.0`, "Edge on Windows"],
  [WINDOWS, "Chrome on Windows"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
    "Safari on Mac",
  ],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Mobile Safari/604.1", "Chrome on iPhone"],
  ["Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox on Android"],
  ["curl/8.0", "Unknown device"],
  [undefined, "Unknown device"],
])("%s is shown as %s", (agent, device) => {
  expect(deviceOf(agent)).toBe(device);
});
