/** What staff are told by: an enquiry that came, and one that was given to them. */
export const enquiryCause = (enquiryId: string, what: "came" | "assigned" = "came") => `enquiry-${what}:${enquiryId}`;

export const enquiryOfCause = (cause: string) => cause.slice(cause.indexOf(":") + 1);
