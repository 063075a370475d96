-- The state that klyfta wrote before figures lay in columns: Watched through 2013 with the rule g-tested, one round.
CREATE TABLE adoption (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL,
    release INTEGER NOT NULL REFERENCES release (id), committed_at INTEGER NOT NULL);
INSERT INTO "adoption" VALUES(1,'skl',1,1795733424850);
CREATE TABLE delivery (
    event INTEGER NOT NULL, sink TEXT NOT NULL, committed_at INTEGER NOT NULL,
    PRIMARY KEY (event, sink),
    FOREIGN KEY (event, sink) REFERENCES outbox (event, sink)) WITHOUT ROWID;
INSERT INTO "delivery" VALUES(1,'file',1795733424895);
INSERT INTO "delivery" VALUES(1,'log',1795733424916);
INSERT INTO "delivery" VALUES(2,'file',1795733424903);
INSERT INTO "delivery" VALUES(2,'log',1795733424917);
INSERT INTO "delivery" VALUES(3,'file',1795733424911);
INSERT INTO "delivery" VALUES(3,'log',1795733424917);
INSERT INTO "delivery" VALUES(4,'file',1795733424915);
INSERT INTO "delivery" VALUES(4,'log',1795733424917);
CREATE TABLE event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    round INTEGER NOT NULL REFERENCES round (seq), alert TEXT NOT NULL, rule TEXT NOT NULL,
    rule_revision TEXT NOT NULL, episode INTEGER NOT NULL, kind TEXT NOT NULL, period TEXT, announced INTEGER NOT NULL,
    record TEXT NOT NULL);
INSERT INTO "event" VALUES(1,'0cf367fb6fc286e5-1-fired',1,'0cf367fb6fc286e5','a-widened','c04142c5ca06b50d',1,'fired','2013',1,'{"alert":"0cf367fb6fc286e5","attribution":"Egen beräkning med Klyfta","episode":1,"id":"0cf367fb6fc286e5-1-fired","kind":"fired","message":"N07900: the gap between 0-9999 and 100000+ inhabitants widened by 2.00 percentage points from 2012 to 2013, from 10.00 to 12.00 (threshold 1.00).","numbers":{"condition":"widened","direction":"higher-is-better","for_periods":1,"high_class":"100000+","indicator":"skl.N07900","low_class":"0-9999","measured":2,"membership":"current","nature":"register","now":{"gap":12,"high":50,"low":38,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2013"},"then":{"gap":10,"high":50,"low":40,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2012"},"threshold":1,"title":"N07900","unit":"percent","weight":"municipality"},"period":"2013","reason":"new-period","rule":"a-widened","seq":1,"severity":"warning","ts":"2026-11-26T22:50:24.874Z","v":1}');
INSERT INTO "event" VALUES(2,'2c17c5fa9ea50d06-1-fired',1,'2c17c5fa9ea50d06','b-level','78a4b640300c8159',1,'fired','2013',1,'{"alert":"2c17c5fa9ea50d06","attribution":"Egen beräkning med Klyfta","episode":1,"id":"2c17c5fa9ea50d06-1-fired","kind":"fired","message":"N07900: the gap between 0-9999 and 100000+ inhabitants was 12.00 percentage points in 2013 (threshold 11.00).","numbers":{"condition":"level","direction":"higher-is-better","for_periods":1,"high_class":"100000+","indicator":"skl.N07900","low_class":"0-9999","measured":12,"membership":"current","nature":"register","now":{"gap":12,"high":50,"low":38,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2013"},"threshold":11,"title":"N07900","unit":"percent","weight":"municipality"},"period":"2013","reason":"new-period","rule":"b-level","seq":2,"severity":"warning","ts":"2026-11-26T22:50:24.874Z","v":1}');
INSERT INTO "event" VALUES(3,'fd952e124057d41f-1-fired',1,'fd952e124057d41f','e-level','0859883763ba1d12',1,'fired','2013',1,'{"alert":"fd952e124057d41f","attribution":"Egen beräkning med Klyfta","episode":1,"id":"fd952e124057d41f-1-fired","kind":"fired","message":"N90003: the gap between 0-9999 and 100000+ inhabitants was 14.00 percentage points in 2013 (threshold 12.00).","numbers":{"condition":"level","direction":"higher-is-better","for_periods":1,"high_class":"100000+","indicator":"skl.N90003","low_class":"0-9999","measured":14,"membership":"current","nature":"register","now":{"gap":14,"high":50,"low":36,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2013"},"threshold":12,"title":"N90003","unit":"percent","weight":"municipality"},"period":"2013","reason":"new-period","rule":"e-level","seq":3,"severity":"warning","ts":"2026-11-26T22:50:24.874Z","v":1}');
INSERT INTO "event" VALUES(4,'10fca1b58255bf70-1-fired',1,'10fca1b58255bf70','f-since','32e59b0ee61c8619',1,'fired','2013',1,'{"alert":"10fca1b58255bf70","attribution":"Egen beräkning med Klyfta","episode":1,"id":"10fca1b58255bf70-1-fired","kind":"fired","message":"N90003: the gap between 0-9999 and 100000+ inhabitants widened by 4.00 percentage points from 2010 to 2013, from 10.00 to 14.00 (threshold 3.00).","numbers":{"condition":"widened","direction":"higher-is-better","for_periods":1,"high_class":"100000+","indicator":"skl.N90003","low_class":"0-9999","measured":4,"membership":"current","nature":"register","now":{"gap":14,"high":50,"low":36,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2013"},"then":{"gap":10,"high":50,"low":40,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2010"},"threshold":3,"title":"N90003","unit":"percent","weight":"municipality"},"period":"2013","reason":"new-period","rule":"f-since","seq":4,"severity":"warning","ts":"2026-11-26T22:50:24.874Z","v":1}');
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO "grdb_migrations" VALUES('1 releases, rounds, events, outbox');
INSERT INTO "grdb_migrations" VALUES('2 tests of change');
INSERT INTO "grdb_migrations" VALUES('3 payloads');
INSERT INTO "grdb_migrations" VALUES('4 how sources fare');
INSERT INTO "grdb_migrations" VALUES('5 how sources fared');
CREATE TABLE host_budget (host TEXT PRIMARY KEY, budget TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE job (
    name TEXT PRIMARY KEY, last_run INTEGER, last_success INTEGER, fault TEXT) WITHOUT ROWID;
CREATE TABLE line (digest TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "line" VALUES('0ed332b7f0a21f863cc8df3ad55797c6fb0d8b7b1d94aaeb6e2848739ca2576d','{"name":{"municipality":"SE-1403","name":"SE-1403"}}');
INSERT INTO "line" VALUES('1d79bc7ec6f717d7d1929af8f12be1890014aac9f8f774ff52584e25294bcb35','{"observations":{"absent":{},"indicator":"skl.N90003","period":"2012","values":{"SE-1401":50,"SE-1402":50,"SE-1403":50,"SE-1404":50,"SE-2401":40,"SE-2402":40,"SE-2403":40,"SE-2404":40}}}');
INSERT INTO "line" VALUES('1f56a9d89ccb7748fc35da7f16068b279f92461f65a217bd16bb5d7764852a3b','{"observations":{"absent":{},"indicator":"skl.N07900","period":"2013","values":{"SE-1401":50,"SE-1402":50,"SE-1403":50,"SE-1404":50,"SE-2401":38,"SE-2402":38,"SE-2403":38,"SE-2404":38}}}');
INSERT INTO "line" VALUES('2b8b91024e4bf0973f4beeef623283df414a2bc7a8ee47f09d3257603a30a4d9','{"klyfta":{"lines":1,"source":"skl"}}');
INSERT INTO "line" VALUES('3fae180beddd277be8e9eb36344d37edeedc0cccea9d446f6b37591e55eb2d0b','{"populations":{"day":"2012-12-31","inhabitants":{"SE-1401":150000,"SE-1402":150000,"SE-1403":150000,"SE-1404":150000,"SE-2401":5000,"SE-2402":5000,"SE-2403":5000,"SE-2404":5000}}}');
INSERT INTO "line" VALUES('570ad761a5e67a4ccbc448e2bc212d3ab49e0be45c7f798ab9b31229cf36c323','{"observations":{"absent":{},"indicator":"skl.N90003","period":"2011","values":{"SE-1401":50,"SE-1402":50,"SE-1403":50,"SE-1404":50,"SE-2401":40,"SE-2402":40,"SE-2403":40,"SE-2404":40}}}');
INSERT INTO "line" VALUES('5ad9b1653354e4a7ee01cb40bbcc0037a57a1e9242264dec07f021542a625030','{"populations":{"day":"2014-12-31","inhabitants":{"SE-1401":150000,"SE-1402":150000,"SE-1403":150000,"SE-1404":150000,"SE-2401":5000,"SE-2402":5000,"SE-2403":5000,"SE-2404":5000}}}');
INSERT INTO "line" VALUES('6375728019ab1c491b618dea3b6001220fb11fda1b2a6c991d3952fbd6397383','{"observations":{"absent":{},"indicator":"skl.N90002","period":"2010","values":{"SE-1401":50,"SE-1402":50,"SE-1403":50,"SE-1404":50,"SE-2401":40,"SE-2402":40,"SE-2403":40,"SE-2404":40}}}');
INSERT INTO "line" VALUES('65a39b8c94315bb5fb7bb26e4c3a169d2be3394869679f7fc47807bd5e312c79','{"name":{"municipality":"SE-1402","name":"SE-1402"}}');
INSERT INTO "line" VALUES('757d4456fa5dd79a28acec769ef0a13b64362a9f9d10a1a8a40c454bd1dc7401','{"indicator":{"attribution":{"derived":"Egen beräkning med Klyfta","raw":"Källa: Kolada (N90002)"},"breaks":[],"direction":"higher-is-better","id":"skl.N90002","nature":"register","title":{"en":"N90002","nb":"N90002","sv":"N90002"},"unit":"percent"}}');
INSERT INTO "line" VALUES('81dae321f7d91bedc42f6f34e2b0553f0697a40e1488f8e826457f4abf392371','{"observations":{"absent":{},"indicator":"skl.N07900","period":"2010","values":{"SE-1401":50,"SE-1402":50,"SE-1403":50,"SE-1404":50,"SE-2401":40,"SE-2402":40,"SE-2403":40,"SE-2404":40}}}');
INSERT INTO "line" VALUES('845b949be389500a8568f7109aa3707a2e7e2f1741199a41502540fad93e997a','{"populations":{"day":"2013-12-31","inhabitants":{"SE-1401":150000,"SE-1402":150000,"SE-1403":150000,"SE-1404":150000,"SE-2401":5000,"SE-2402":5000,"SE-2403":5000,"SE-2404":5000}}}');
INSERT INTO "line" VALUES('88bb0edaacee875c5da58a4b508b123e96b237879fdc90bcee2254ac229987d3','{"observations":{"absent":{},"indicator":"skl.N90003","period":"2010","values":{"SE-1401":50,"SE-1402":50,"SE-1403":50,"SE-1404":50,"SE-2401":40,"SE-2402":40,"SE-2403":40,"SE-2404":40}}}');
INSERT INTO "line" VALUES('91d3c9208e81dd975852151bb64a4027aa8de44df3f99a85501c4d9a99e77583','{"name":{"municipality":"SE-1404","name":"SE-1404"}}');
INSERT INTO "line" VALUES('9d6691ba886cc6d39201e56d6d754046745aa9ab6a9abd70a050f092d7f30d8d','{"observations":{"absent":{},"indicator":"skl.N07900","period":"2012","values":{"SE-1401":50,"SE-1402":50,"SE-1403":50,"SE-1404":50,"SE-2401":40,"SE-2402":40,"SE-2403":40,"SE-2404":40}}}');
INSERT INTO "line" VALUES('a1b4157bc7fdd5e26a20f380d1b3464cf71d5b0c67a0b90dc747744b9c595bc4','{"indicator":{"attribution":{"derived":"Egen beräkning med Klyfta","raw":"Källa: Kolada (N90003)"},"breaks":[],"direction":"higher-is-better","id":"skl.N90003","nature":"register","title":{"en":"N90003","nb":"N90003","sv":"N90003"},"unit":"percent"}}');
INSERT INTO "line" VALUES('a379b661b9d38ec33c42da59eba532acd57abade09533159a6d400eabd22af90','{"name":{"municipality":"SE-2401","name":"SE-2401"}}');
INSERT INTO "line" VALUES('aaeee813e2f296644e700a7c6e503b9a772cf0ca1ec1eeec65d0f199f26b32a8','{"populations":{"day":"2011-12-31","inhabitants":{"SE-1401":150000,"SE-1402":150000,"SE-1403":150000,"SE-1404":150000,"SE-2401":5000,"SE-2402":5000,"SE-2403":5000,"SE-2404":5000}}}');
INSERT INTO "line" VALUES('ba2ff74dce26ae213fe4e8855520168f2234ef98cb0e1d0ade8ea758ebe7bf59','{"observations":{"absent":{},"indicator":"skl.N07900","period":"2011","values":{"SE-1401":50,"SE-1402":50,"SE-1403":50,"SE-1404":50,"SE-2401":40,"SE-2402":40,"SE-2403":40,"SE-2404":40}}}');
INSERT INTO "line" VALUES('be588320760650fd0490be63c236c91052c8dc5aa7a308e1dc0f42e573b4004e','{"name":{"municipality":"SE-1401","name":"SE-1401"}}');
INSERT INTO "line" VALUES('c09021367e79988186e4b363181fd75f0275bd5042a75644c65a6155b2299011','{"end":{"boundaryChanges":0,"indicators":3,"names":8,"observations":96,"populations":48,"published":0}}');
INSERT INTO "line" VALUES('c7b0325df2ef45020ef9c49e7ad3a99f5f11bc2e30f7c542b0e895410d7281a9','{"name":{"municipality":"SE-2403","name":"SE-2403"}}');
INSERT INTO "line" VALUES('c8eadf66f3a6026e3302647b42db4b64c58b718bc4a1c820adebc04a1ba05944','{"name":{"municipality":"SE-2404","name":"SE-2404"}}');
INSERT INTO "line" VALUES('d3087bd595bbf47cb53adb8bfe70b472d3036fec694d8e2716ecbc0362c18dfb','{"observations":{"absent":{},"indicator":"skl.N90003","period":"2013","values":{"SE-1401":50,"SE-1402":50,"SE-1403":50,"SE-1404":50,"SE-2401":36,"SE-2402":36,"SE-2403":36,"SE-2404":36}}}');
INSERT INTO "line" VALUES('d95ee5723a548c228c5688635b21e283c8d5716acc7a825267fbf6041b01d3d7','{"populations":{"day":"2010-12-31","inhabitants":{"SE-1401":150000,"SE-1402":150000,"SE-1403":150000,"SE-1404":150000,"SE-2401":5000,"SE-2402":5000,"SE-2403":5000,"SE-2404":5000}}}');
INSERT INTO "line" VALUES('de00ebe5f2b4547bd55daae0b80e29287db1be30f591c3cf264e790afbb867e5','{"indicator":{"attribution":{"derived":"Egen beräkning med Klyfta","raw":"Källa: Kolada (N07900)"},"breaks":[],"direction":"higher-is-better","id":"skl.N07900","nature":"register","title":{"en":"N07900","nb":"N07900","sv":"N07900"},"unit":"percent"}}');
INSERT INTO "line" VALUES('de79e32f473a32b562ab9ef40a1287240647d524c422872089f3314dc7534d14','{"observations":{"absent":{},"indicator":"skl.N90002","period":"2013","values":{"SE-1401":50,"SE-1402":50,"SE-1403":50,"SE-1404":50,"SE-2401":40,"SE-2402":40,"SE-2403":40,"SE-2404":40}}}');
INSERT INTO "line" VALUES('e034adc566641677fa9b6a81e89d4d429d20ef8151565a8bc4047a41e696e19b','{"observations":{"absent":{},"indicator":"skl.N90002","period":"2011","values":{"SE-1401":50,"SE-1402":50,"SE-1403":50,"SE-1404":50,"SE-2401":40,"SE-2402":40,"SE-2403":40,"SE-2404":40}}}');
INSERT INTO "line" VALUES('f3b493ad152e65985d1d8e30db78bcb5382d4ab2404e175c756b34e989ec2510','{"name":{"municipality":"SE-2402","name":"SE-2402"}}');
INSERT INTO "line" VALUES('f4b367f48c348aee70c1cb15034214b8434a5cfbaf5c3307c793c7bbeda4f374','{"observations":{"absent":{},"indicator":"skl.N90002","period":"2012","values":{"SE-1401":50,"SE-1402":50,"SE-1403":50,"SE-1404":50,"SE-2401":40,"SE-2402":40,"SE-2403":40,"SE-2404":40}}}');
INSERT INTO "line" VALUES('f6c50b260fdf75071cba273a991330893232f1e937e6572be7bfd8355b2f6f3b','{"populations":{"day":"2009-12-31","inhabitants":{"SE-1401":150000,"SE-1402":150000,"SE-1403":150000,"SE-1404":150000,"SE-2401":5000,"SE-2402":5000,"SE-2403":5000,"SE-2404":5000}}}');
CREATE TABLE line_payload (
    release INTEGER NOT NULL, line INTEGER NOT NULL, payload INTEGER NOT NULL,
    PRIMARY KEY (release, line, payload),
    FOREIGN KEY (release, line) REFERENCES release_line (release, position),
    FOREIGN KEY (release, payload) REFERENCES release_payload (release, position)) WITHOUT ROWID;
CREATE TABLE outbox (
    event INTEGER NOT NULL REFERENCES event (seq), sink TEXT NOT NULL,
    PRIMARY KEY (event, sink)) WITHOUT ROWID;
INSERT INTO "outbox" VALUES(1,'file');
INSERT INTO "outbox" VALUES(1,'log');
INSERT INTO "outbox" VALUES(2,'file');
INSERT INTO "outbox" VALUES(2,'log');
INSERT INTO "outbox" VALUES(3,'file');
INSERT INTO "outbox" VALUES(3,'log');
INSERT INTO "outbox" VALUES(4,'file');
INSERT INTO "outbox" VALUES(4,'log');
CREATE TABLE payload (
    id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, address TEXT NOT NULL, body TEXT,
    digest TEXT NOT NULL, bytes INTEGER NOT NULL, retrieved_at INTEGER NOT NULL, edition TEXT,
    headers TEXT NOT NULL, committed_at INTEGER NOT NULL);
CREATE TABLE release (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, vintage TEXT NOT NULL,
    committed_at INTEGER NOT NULL, UNIQUE (source, vintage));
INSERT INTO "release" VALUES(1,'skl','755259aa42b17ad93643bf19b028d67f0679f24420364c65e904196a57e5f457',1795733424850);
CREATE TABLE release_line (
    release INTEGER NOT NULL REFERENCES release (id), position INTEGER NOT NULL,
    line TEXT NOT NULL REFERENCES line (digest),
    PRIMARY KEY (release, position)) WITHOUT ROWID;
INSERT INTO "release_line" VALUES(1,0,'2b8b91024e4bf0973f4beeef623283df414a2bc7a8ee47f09d3257603a30a4d9');
INSERT INTO "release_line" VALUES(1,1,'de00ebe5f2b4547bd55daae0b80e29287db1be30f591c3cf264e790afbb867e5');
INSERT INTO "release_line" VALUES(1,2,'757d4456fa5dd79a28acec769ef0a13b64362a9f9d10a1a8a40c454bd1dc7401');
INSERT INTO "release_line" VALUES(1,3,'a1b4157bc7fdd5e26a20f380d1b3464cf71d5b0c67a0b90dc747744b9c595bc4');
INSERT INTO "release_line" VALUES(1,4,'81dae321f7d91bedc42f6f34e2b0553f0697a40e1488f8e826457f4abf392371');
INSERT INTO "release_line" VALUES(1,5,'ba2ff74dce26ae213fe4e8855520168f2234ef98cb0e1d0ade8ea758ebe7bf59');
INSERT INTO "release_line" VALUES(1,6,'9d6691ba886cc6d39201e56d6d754046745aa9ab6a9abd70a050f092d7f30d8d');
INSERT INTO "release_line" VALUES(1,7,'1f56a9d89ccb7748fc35da7f16068b279f92461f65a217bd16bb5d7764852a3b');
INSERT INTO "release_line" VALUES(1,8,'6375728019ab1c491b618dea3b6001220fb11fda1b2a6c991d3952fbd6397383');
INSERT INTO "release_line" VALUES(1,9,'e034adc566641677fa9b6a81e89d4d429d20ef8151565a8bc4047a41e696e19b');
INSERT INTO "release_line" VALUES(1,10,'f4b367f48c348aee70c1cb15034214b8434a5cfbaf5c3307c793c7bbeda4f374');
INSERT INTO "release_line" VALUES(1,11,'de79e32f473a32b562ab9ef40a1287240647d524c422872089f3314dc7534d14');
INSERT INTO "release_line" VALUES(1,12,'88bb0edaacee875c5da58a4b508b123e96b237879fdc90bcee2254ac229987d3');
INSERT INTO "release_line" VALUES(1,13,'570ad761a5e67a4ccbc448e2bc212d3ab49e0be45c7f798ab9b31229cf36c323');
INSERT INTO "release_line" VALUES(1,14,'1d79bc7ec6f717d7d1929af8f12be1890014aac9f8f774ff52584e25294bcb35');
INSERT INTO "release_line" VALUES(1,15,'d3087bd595bbf47cb53adb8bfe70b472d3036fec694d8e2716ecbc0362c18dfb');
INSERT INTO "release_line" VALUES(1,16,'f6c50b260fdf75071cba273a991330893232f1e937e6572be7bfd8355b2f6f3b');
INSERT INTO "release_line" VALUES(1,17,'d95ee5723a548c228c5688635b21e283c8d5716acc7a825267fbf6041b01d3d7');
INSERT INTO "release_line" VALUES(1,18,'aaeee813e2f296644e700a7c6e503b9a772cf0ca1ec1eeec65d0f199f26b32a8');
INSERT INTO "release_line" VALUES(1,19,'3fae180beddd277be8e9eb36344d37edeedc0cccea9d446f6b37591e55eb2d0b');
INSERT INTO "release_line" VALUES(1,20,'845b949be389500a8568f7109aa3707a2e7e2f1741199a41502540fad93e997a');
INSERT INTO "release_line" VALUES(1,21,'5ad9b1653354e4a7ee01cb40bbcc0037a57a1e9242264dec07f021542a625030');
INSERT INTO "release_line" VALUES(1,22,'be588320760650fd0490be63c236c91052c8dc5aa7a308e1dc0f42e573b4004e');
INSERT INTO "release_line" VALUES(1,23,'65a39b8c94315bb5fb7bb26e4c3a169d2be3394869679f7fc47807bd5e312c79');
INSERT INTO "release_line" VALUES(1,24,'0ed332b7f0a21f863cc8df3ad55797c6fb0d8b7b1d94aaeb6e2848739ca2576d');
INSERT INTO "release_line" VALUES(1,25,'91d3c9208e81dd975852151bb64a4027aa8de44df3f99a85501c4d9a99e77583');
INSERT INTO "release_line" VALUES(1,26,'a379b661b9d38ec33c42da59eba532acd57abade09533159a6d400eabd22af90');
INSERT INTO "release_line" VALUES(1,27,'f3b493ad152e65985d1d8e30db78bcb5382d4ab2404e175c756b34e989ec2510');
INSERT INTO "release_line" VALUES(1,28,'c7b0325df2ef45020ef9c49e7ad3a99f5f11bc2e30f7c542b0e895410d7281a9');
INSERT INTO "release_line" VALUES(1,29,'c8eadf66f3a6026e3302647b42db4b64c58b718bc4a1c820adebc04a1ba05944');
INSERT INTO "release_line" VALUES(1,30,'c09021367e79988186e4b363181fd75f0275bd5042a75644c65a6155b2299011');
CREATE TABLE release_origin (
    release INTEGER PRIMARY KEY REFERENCES release (id), options TEXT NOT NULL, klyfta TEXT NOT NULL);
CREATE TABLE release_payload (
    release INTEGER NOT NULL REFERENCES release_origin (release), position INTEGER NOT NULL,
    name TEXT NOT NULL, payload INTEGER NOT NULL REFERENCES payload (id),
    PRIMARY KEY (release, position)) WITHOUT ROWID;
CREATE TABLE round (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, committed_at INTEGER NOT NULL,
    standings TEXT NOT NULL);
INSERT INTO "round" VALUES(1,1795733424874,'[{"alert":"0cf367fb6fc286e5","attribution":"Egen beräkning med Klyfta","indicator":"skl.N07900","message":"N07900: the gap between 0-9999 and 100000+ inhabitants widened by 2.00 percentage points from 2012 to 2013, from 10.00 to 12.00 (threshold 1.00).","numbers":{"condition":"widened","direction":"higher-is-better","for_periods":1,"high_class":"100000+","indicator":"skl.N07900","low_class":"0-9999","measured":2,"membership":"current","nature":"register","now":{"gap":12,"high":50,"low":38,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2013"},"then":{"gap":10,"high":50,"low":40,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2012"},"threshold":1,"title":"N07900","unit":"percent","weight":"municipality"},"period":"2013","rule":"a-widened","rule_revision":"c04142c5ca06b50d","severity":"warning","since":"2013","state":"firing","verdict":"assessed"},{"alert":"2c17c5fa9ea50d06","attribution":"Egen beräkning med Klyfta","indicator":"skl.N07900","message":"N07900: the gap between 0-9999 and 100000+ inhabitants was 12.00 percentage points in 2013 (threshold 11.00).","numbers":{"condition":"level","direction":"higher-is-better","for_periods":1,"high_class":"100000+","indicator":"skl.N07900","low_class":"0-9999","measured":12,"membership":"current","nature":"register","now":{"gap":12,"high":50,"low":38,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2013"},"threshold":11,"title":"N07900","unit":"percent","weight":"municipality"},"period":"2013","rule":"b-level","rule_revision":"78a4b640300c8159","severity":"warning","since":"2013","state":"firing","verdict":"assessed"},{"alert":"4d6b36897243402e","attribution":"Egen beräkning med Klyfta","indicator":"skl.N90002","message":"N90002: the gap between 0-9999 and 100000+ inhabitants changed by 0.00 percentage points from 2012 to 2013, from 10.00 to 10.00 (threshold 1.00).","numbers":{"condition":"widened","direction":"higher-is-better","for_periods":1,"high_class":"100000+","indicator":"skl.N90002","low_class":"0-9999","measured":0,"membership":"current","nature":"register","now":{"gap":10,"high":50,"low":40,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2013"},"then":{"gap":10,"high":50,"low":40,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2012"},"threshold":1,"title":"N90002","unit":"percent","weight":"municipality"},"period":"2013","rule":"c-widened","rule_revision":"c04142c5ca06b50d","severity":"warning","state":"inactive","verdict":"assessed"},{"alert":"27fac68da4cf3ca1","attribution":"Egen beräkning med Klyfta","indicator":"skl.N90002","message":"N90002: the gap between 0-9999 and 100000+ inhabitants was 10.00 percentage points in 2013 (threshold 13.00).","numbers":{"condition":"level","direction":"higher-is-better","for_periods":1,"high_class":"100000+","indicator":"skl.N90002","low_class":"0-9999","measured":10,"membership":"current","nature":"register","now":{"gap":10,"high":50,"low":40,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2013"},"threshold":13,"title":"N90002","unit":"percent","weight":"municipality"},"period":"2013","rule":"d-level","rule_revision":"8bded62f21de16b7","severity":"warning","state":"inactive","verdict":"assessed"},{"alert":"fd952e124057d41f","attribution":"Egen beräkning med Klyfta","indicator":"skl.N90003","message":"N90003: the gap between 0-9999 and 100000+ inhabitants was 14.00 percentage points in 2013 (threshold 12.00).","numbers":{"condition":"level","direction":"higher-is-better","for_periods":1,"high_class":"100000+","indicator":"skl.N90003","low_class":"0-9999","measured":14,"membership":"current","nature":"register","now":{"gap":14,"high":50,"low":36,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2013"},"threshold":12,"title":"N90003","unit":"percent","weight":"municipality"},"period":"2013","rule":"e-level","rule_revision":"0859883763ba1d12","severity":"warning","since":"2013","state":"firing","verdict":"assessed"},{"alert":"10fca1b58255bf70","attribution":"Egen beräkning med Klyfta","indicator":"skl.N90003","message":"N90003: the gap between 0-9999 and 100000+ inhabitants widened by 4.00 percentage points from 2010 to 2013, from 10.00 to 14.00 (threshold 3.00).","numbers":{"condition":"widened","direction":"higher-is-better","for_periods":1,"high_class":"100000+","indicator":"skl.N90003","low_class":"0-9999","measured":4,"membership":"current","nature":"register","now":{"gap":14,"high":50,"low":36,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2013"},"then":{"gap":10,"high":50,"low":40,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2010"},"threshold":3,"title":"N90003","unit":"percent","weight":"municipality"},"period":"2013","rule":"f-since","rule_revision":"32e59b0ee61c8619","severity":"warning","since":"2013","state":"firing","verdict":"assessed"},{"alert":"34479f89657f7d71","attribution":"Egen beräkning med Klyfta","indicator":"skl.N90002","message":"N90002: the gap between 0-9999 and 100000+ inhabitants widened by 0.00 percentage points from 2010 to 2013, from 10.00 to 10.00 (threshold 1.00 percentage points); 8 of 8 answered both times. [outcome: quiet; measure: d, more means that the smaller municipalities trail further, each municipality counts once; test: X 1.00 percentage points, C 95 %, all answered, no chance in it; answers then/now/both: 0-9999: 4/4/4 of 4, 100000+: 4/4/4 of 4; others answered: 0.00 percentage points; least found: 1.00 percentage points; inference: finite: the municipalities there are; class basis: by the population of 2010; opposite measure: r 1.25 → 1.25; classes of the period: d 10.00 → 10.00; data: 54f748962fe41e33]","numbers":{"condition":"widened","direction":"higher-is-better","for_periods":1,"high_class":"100000+","indicator":"skl.N90002","low_class":"0-9999","measured":0,"membership":"fixed:2010","nature":"register","now":{"gap":10,"high":50,"low":40,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2013"},"test":{"after":10,"basis":"fixed:2010","before":10,"change":0,"classes":[{"both":4,"class":"0-9999","now":4,"of":4,"then":4},{"both":4,"class":"100000+","now":4,"of":4,"then":4}],"composition":0,"confidence":0.95,"current_classes":{"now":10,"then":10},"estimator":"panel","false_discovery":0.1,"family_size":0,"inference":"finite","key":"g-tested:b6a2415751bdd164:54f748962fe41e33","looks":1,"lower":0,"measure":"d","method":"benjaminiHochberg","minimum_detectable":1,"opposite":{"now":0.22314355131420976,"then":0.22314355131420976},"redrawn":[],"secondary":0,"state":"quiet","threshold":1},"then":{"gap":10,"high":50,"low":40,"n_high":4,"n_low":4,"of_high":4,"of_low":4,"period":"2010"},"threshold":1,"title":"N90002","unit":"percent","weight":"municipality"},"period":"2013","rule":"g-tested","rule_revision":"b6a2415751bdd164","severity":"warning","state":"inactive","test":"quiet","verdict":"assessed"}]');
CREATE TABLE source (name TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "source" VALUES('skl','{"asked":1795733424855,"calendarFrom":1795733424855,"expected":[],"newestPeriod":"2013","newestSince":1795733424855,"rows":144,"staleAt":1861920000000,"succeeded":1795733424855,"vintage":"755259aa42b17ad93643bf19b028d67f0679f24420364c65e904196a57e5f457","wishes":"source:skl:b55712ea043825d9","withdrawn":[]}');
CREATE TABLE source_history (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, committed_at INTEGER NOT NULL,
    record TEXT NOT NULL);
INSERT INTO "source_history" VALUES(1,'skl',1795733424855,'{"asked":1795733424855,"calendarFrom":1795733424855,"expected":[],"newestPeriod":"2013","newestSince":1795733424855,"rows":144,"staleAt":1861920000000,"succeeded":1795733424855,"vintage":"755259aa42b17ad93643bf19b028d67f0679f24420364c65e904196a57e5f457","wishes":"source:skl:b55712ea043825d9","withdrawn":[]}');
CREATE TABLE test (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
    round INTEGER NOT NULL REFERENCES round (seq), rule TEXT NOT NULL, rule_revision TEXT NOT NULL,
    baseline TEXT NOT NULL, period TEXT NOT NULL, p REAL NOT NULL, adjusted REAL, family TEXT,
    family_size INTEGER NOT NULL, false_discovery REAL NOT NULL, method TEXT NOT NULL,
    state TEXT NOT NULL, revises TEXT REFERENCES test (key), numbers TEXT NOT NULL);
INSERT INTO "test" VALUES(1,'g-tested:b6a2415751bdd164:3e2434365a290a5d',1,'g-tested','b6a2415751bdd164','2010','2011',1.0,NULL,NULL,0,0.1,'benjaminiHochberg','quiet',NULL,'{"after":10,"basis":"fixed:2010","before":10,"change":0,"classes":[{"both":4,"class":"0-9999","now":4,"of":4,"then":4},{"both":4,"class":"100000+","now":4,"of":4,"then":4}],"composition":0,"confidence":0.95,"current_classes":{"now":10,"then":10},"estimator":"panel","false_discovery":0.1,"family_size":0,"inference":"finite","key":"g-tested:b6a2415751bdd164:3e2434365a290a5d","looks":1,"lower":0,"measure":"d","method":"benjaminiHochberg","minimum_detectable":1,"opposite":{"now":0.22314355131420976,"then":0.22314355131420976},"redrawn":[],"secondary":0,"state":"quiet","threshold":1}');
INSERT INTO "test" VALUES(2,'g-tested:b6a2415751bdd164:54f748962fe41e33',1,'g-tested','b6a2415751bdd164','2010','2013',1.0,NULL,NULL,0,0.1,'benjaminiHochberg','quiet',NULL,'{"after":10,"basis":"fixed:2010","before":10,"change":0,"classes":[{"both":4,"class":"0-9999","now":4,"of":4,"then":4},{"both":4,"class":"100000+","now":4,"of":4,"then":4}],"composition":0,"confidence":0.95,"current_classes":{"now":10,"then":10},"estimator":"panel","false_discovery":0.1,"family_size":0,"inference":"finite","key":"g-tested:b6a2415751bdd164:54f748962fe41e33","looks":1,"lower":0,"measure":"d","method":"benjaminiHochberg","minimum_detectable":1,"opposite":{"now":0.22314355131420976,"then":0.22314355131420976},"redrawn":[],"secondary":0,"state":"quiet","threshold":1}');
INSERT INTO "test" VALUES(3,'g-tested:b6a2415751bdd164:b57f88792cefc5c4',1,'g-tested','b6a2415751bdd164','2010','2012',1.0,NULL,NULL,0,0.1,'benjaminiHochberg','quiet',NULL,'{"after":10,"basis":"fixed:2010","before":10,"change":0,"classes":[{"both":4,"class":"0-9999","now":4,"of":4,"then":4},{"both":4,"class":"100000+","now":4,"of":4,"then":4}],"composition":0,"confidence":0.95,"current_classes":{"now":10,"then":10},"estimator":"panel","false_discovery":0.1,"family_size":0,"inference":"finite","key":"g-tested:b6a2415751bdd164:b57f88792cefc5c4","looks":1,"lower":0,"measure":"d","method":"benjaminiHochberg","minimum_detectable":1,"opposite":{"now":0.22314355131420976,"then":0.22314355131420976},"redrawn":[],"secondary":0,"state":"quiet","threshold":1}');
CREATE INDEX adoption_by_source ON adoption (source, seq);
CREATE INDEX event_by_alert ON event (alert, episode);
CREATE INDEX payload_by_question ON payload (source, address, body, id);
CREATE INDEX release_payload_by_payload ON release_payload (payload);
CREATE INDEX source_history_by_source ON source_history (source, seq);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('source_history',1);
INSERT INTO "sqlite_sequence" VALUES('adoption',1);
INSERT INTO "sqlite_sequence" VALUES('round',1);
INSERT INTO "sqlite_sequence" VALUES('test',3);
INSERT INTO "sqlite_sequence" VALUES('event',4);
