const BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Which upload `upload://…` names: its hash, written in 62 letters. */
export function sha1Of(reference: string): string {
  const [, code = ""] = /^(?:upload:\/\/|\/uploads\/short-url\/)([0-9a-zA-Z]{1,30})/.exec(reference) ?? [];
  let number = 0n;
  for (const letter of code) number = number * 62n + BigInt(BASE62.indexOf(letter));
  return number.toString(16).padStart(40, "0");
}
