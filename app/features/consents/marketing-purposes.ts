/**
 * What people may be told beyond what they joined for. Each purpose is asked for by itself, in its own words and for each channel: no
 * answer stands for another one (PMN-1, PMN-2). What is not ticked is not allowed.
 */
export const MARKETING_PURPOSES = [
  {
    key: "events",
    purpose: "Events and training days that we run",
    wording:
      "Tell me about events and training, in the ways that I have ticked. My membership does not depend on it. I can take each of them back at any time, in my account or by asking you, and it counts at once.",
  },
  {
    key: "services",
    purpose: "Other services that we offer to practices",
    wording:
      "Tell me about other services of the network for practices, in the ways that I have ticked. My membership does not depend on it. I can take each of them back at any time, in my account or by asking you, and it counts at once.",
  },
] as const;

export const MARKETING_CHANNELS = ["email", "post", "phone"] as const;
export type Channel = (typeof MARKETING_CHANNELS)[number] | "fax";

export const CHANNEL_NAMES: Record<Channel, string> = { email: "Email", post: "Post", phone: "Phone", fax: "Fax" };

/** The address part of a list: `events-email`. */
export const marketingSlug = (key: string, channel: Channel) => `${key}-${channel}`;
export const marketingWording = (key: string) => `marketing-${key}`;
