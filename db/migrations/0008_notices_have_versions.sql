CREATE TABLE "notice_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"wording_id" uuid NOT NULL,
	"source" text NOT NULL,
	"body_html" text NOT NULL,
	"renderer_version" smallint NOT NULL,
	"change" text,
	"is_material" boolean NOT NULL,
	"watermark" uuid,
	"told_at" timestamp with time zone,
	CONSTRAINT "notice_version_of_wording" UNIQUE("wording_id"),
	CONSTRAINT "notice_change" CHECK (not "notice_versions"."is_material" or "notice_versions"."change" is not null)
);
--> statement-breakpoint
ALTER TABLE "notice_versions" ADD CONSTRAINT "notice_versions_wording_id_wordings_id_fk" FOREIGN KEY ("wording_id") REFERENCES "public"."wordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_untold" ON "notice_versions" USING btree ("id") WHERE "notice_versions"."is_material" and "notice_versions"."told_at" is null;