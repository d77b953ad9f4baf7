-- A store of the first form, as sqlite3 dumps it: later forms must keep all its rows.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('first');
CREATE TABLE forecasts (
	number INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (previous)
);
INSERT INTO "forecasts" VALUES(1,'{"chance":0.2,"question":"p_pact"}','0000000000000000000000000000000000000000000000000000000000000000','baa8414c210662359a7e895c77d6bbaa4438b9ab5c44bf3f6850174985eb7b58');
INSERT INTO "forecasts" VALUES(2,'{"chance":0.7,"question":"p_pact"}','baa8414c210662359a7e895c77d6bbaa4438b9ab5c44bf3f6850174985eb7b58','43304a5c51b2d64b63d72f068c8ca994c7732e14b7b61dae2158b611471d951c');
CREATE TABLE revisions (
	scenario INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	saved_at VARCHAR(32) NOT NULL, 
	name TEXT NOT NULL, 
	note TEXT NOT NULL, 
	author TEXT NOT NULL, 
	dossier TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (scenario, revision), 
	FOREIGN KEY(scenario) REFERENCES scenarios (id)
);
INSERT INTO "revisions" VALUES(1,1,'2026-11-26T20:00:01+00:00','Hawks','why','Ada','canal','0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef','assumptions: {toll: 5}
');
INSERT INTO "revisions" VALUES(1,2,'2026-11-26T20:00:02+00:00','Ястребы','why','Ada','canal','0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef','assumptions: {toll: 5}
');
INSERT INTO "revisions" VALUES(2,1,'2026-11-26T20:00:03+00:00','Doves','why','Ada','canal','0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef','assumptions: {toll: 5}
');
INSERT INTO "revisions" VALUES(3,1,'2026-11-26T20:00:04+00:00','Gone','why','Ada','canal','0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef','assumptions: {toll: 5}
');
CREATE TABLE scenarios (
	id INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted_at VARCHAR(32), 
	PRIMARY KEY (id)
);
INSERT INTO "scenarios" VALUES(1,2,NULL);
INSERT INTO "scenarios" VALUES(2,1,NULL);
INSERT INTO "scenarios" VALUES(3,1,'2026-11-26T20:00:05+00:00');
CREATE TRIGGER forecasts_stay_update BEFORE UPDATE ON forecasts BEGIN SELECT RAISE(ABORT, 'a forecast cannot be changed'); END;
CREATE TRIGGER forecasts_stay_delete BEFORE DELETE ON forecasts BEGIN SELECT RAISE(ABORT, 'a forecast cannot be changed'); END;
COMMIT;
