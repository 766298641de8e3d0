CREATE TABLE "mail_rests" (
	"domain" text PRIMARY KEY NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"again" smallint DEFAULT 0 NOT NULL,
	"smtp_code" smallint,
	"smtp_status" text
);
