CREATE TABLE "privacy_copies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"person_id" uuid NOT NULL,
	"format" text NOT NULL,
	"size" integer NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "copy_by_code" UNIQUE("code"),
	CONSTRAINT "copy_format" CHECK ("privacy_copies"."format" in ('html','json'))
);
--> statement-breakpoint
CREATE TABLE "privacy_copy_parts" (
	"copy_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "privacy_copy_parts_copy_id_number_pk" PRIMARY KEY("copy_id","number")
);
--> statement-breakpoint
ALTER TABLE "privacy_copies" ADD CONSTRAINT "privacy_copies_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_copy_parts" ADD CONSTRAINT "privacy_copy_parts_copy_id_privacy_copies_id_fk" FOREIGN KEY ("copy_id") REFERENCES "public"."privacy_copies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "copy_by_person" ON "privacy_copies" USING btree ("person_id","made_at");--> statement-breakpoint
CREATE INDEX "copy_made_at" ON "privacy_copies" USING btree ("made_at");--> statement-breakpoint
ALTER TABLE "privacy_copy_parts" ALTER CONSTRAINT "privacy_copy_parts_copy_id_privacy_copies_id_fk" DEFERRABLE INITIALLY DEFERRED;
