ALTER TABLE "files" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "focal_x" smallint DEFAULT 50 NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "focal_y" smallint DEFAULT 50 NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "library_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "shared_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "file_library" ON "files" USING btree ("library_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "files"."library_at" is not null;--> statement-breakpoint
CREATE INDEX "file_library_size" ON "files" USING btree ("size" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "files"."library_at" is not null;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "file_by_place" UNIQUE("place");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "file_focal" CHECK ("files"."focal_x" between 0 and 100 and "files"."focal_y" between 0 and 100);--> statement-breakpoint
-- by hand
UPDATE "files" SET "library_at" = "uploaded_at" WHERE "id" IN (SELECT "file_id" FROM "file_uses" WHERE "kind" IN ('page', 'revision', 'look'));
