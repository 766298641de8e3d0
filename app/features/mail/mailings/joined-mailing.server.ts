import { type AnyColumn, eq, inArray } from "drizzle-orm";
import { mailings } from "#db/schema/mail/mailings";
import { joinOf } from "~/lib/join.server";

/** Joins the mailing that a column names. */
export const mailingOf = (mailingId: AnyColumn) => joinOf(mailings, eq(mailings.id, mailingId));

/** Where the joined mailing stands. */
export const mailingState = mailings.state;
export const isMailingUnderWay = inArray(mailings.state, ["filling", "sending", "paused"]);
