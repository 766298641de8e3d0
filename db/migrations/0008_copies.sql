--> statement-breakpoint
ALTER TABLE "privacy_copy_parts" ALTER CONSTRAINT "privacy_copy_parts_copy_id_privacy_copies_id_fk" DEFERRABLE INITIALLY DEFERRED;
