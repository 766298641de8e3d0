CREATE TABLE "forum_member_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"person_id" uuid NOT NULL,
	"note" text NOT NULL,
	"noted_by" uuid,
	"noted_at" timestamp with time zone NOT NULL,
	"submission_id" uuid NOT NULL,
	CONSTRAINT "member_note_by_code" UNIQUE("code"),
	CONSTRAINT "member_note_submission" UNIQUE("submission_id")
);
--> statement-breakpoint
CREATE TABLE "forum_sanctions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"moderator_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"reviewed_at" timestamp with time zone,
	"appeal" text,
	"appealed_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision" text,
	"decision_why" text,
	"ended_as" text,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"ended_why" text,
	CONSTRAINT "sanction_by_code" UNIQUE("code"),
	CONSTRAINT "sanction_kind" CHECK ("forum_sanctions"."kind" in ('suspended','read-only','warned')),
	CONSTRAINT "sanction_end" CHECK (case "forum_sanctions"."kind" when 'read-only' then "forum_sanctions"."ends_at" is not null when 'warned' then "forum_sanctions"."ends_at" is null else true end),
	CONSTRAINT "sanction_acknowledged" CHECK ("forum_sanctions"."acknowledged_at" is null or "forum_sanctions"."kind" = 'warned'),
	CONSTRAINT "sanction_appeal" CHECK (("forum_sanctions"."appeal" is null) = ("forum_sanctions"."appealed_at" is null)),
	CONSTRAINT "sanction_decision" CHECK (("forum_sanctions"."decision" is null) = ("forum_sanctions"."decided_at" is null)),
	CONSTRAINT "sanction_decided_by_another" CHECK ("forum_sanctions"."decided_by" <> "forum_sanctions"."moderator_id"),
	CONSTRAINT "sanction_ended" CHECK (("forum_sanctions"."ended_as" is null) = ("forum_sanctions"."ended_at" is null))
);
--> statement-breakpoint
ALTER TABLE "forum_member_notes" ADD CONSTRAINT "forum_member_notes_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_member_notes" ADD CONSTRAINT "forum_member_notes_noted_by_persons_id_fk" FOREIGN KEY ("noted_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_sanctions" ADD CONSTRAINT "forum_sanctions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_sanctions" ADD CONSTRAINT "forum_sanctions_moderator_id_persons_id_fk" FOREIGN KEY ("moderator_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_sanctions" ADD CONSTRAINT "forum_sanctions_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_sanctions" ADD CONSTRAINT "forum_sanctions_ended_by_persons_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "member_note_by_person" ON "forum_member_notes" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "member_note_age" ON "forum_member_notes" USING btree ("noted_at");--> statement-breakpoint
CREATE INDEX "sanction_by_person" ON "forum_sanctions" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "sanction_appeals" ON "forum_sanctions" USING btree ("appealed_at") WHERE "forum_sanctions"."appealed_at" is not null and "forum_sanctions"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "sanction_reviews" ON "forum_sanctions" USING btree (coalesce("reviewed_at", "at")) WHERE "forum_sanctions"."kind" = 'suspended' and "forum_sanctions"."ends_at" is null and "forum_sanctions"."ended_at" is null;