"""What lists and reports call the levels of administration, in the languages of the countries that they are about.

"Ansongo cercle" and "Cercle d'Ansongo" are Ansongo. Each row has a level of ours (1 provinces, 2 districts, 3 what lies
in these), the countries (ISO 3166-1) and the words. After the categories of subdivisions in ISO 3166-2:2020, and the
names of levels in OCHA's common operational datasets (COD-AB) of each country.
"""

_LEVELS = """
1 * province, region, state, governorate, department, county, prefecture, autonomous region
1 * administrative region, capital region, autonomous republic, territory
2 * district, municipality, subdistrict, sub-district
2 * commune, subprefecture, sub-prefecture, division, administrative area
3 * locality, township, town, village, city, ward, parish, village tract
1 AF wilayat, welayat, ولایت, ولايت
2 AF wuluswali, woluswali, uluswali, alaqahdari, ولسوالی, ولسوالي
2 BD zila, upazila, thana
2 BF,BJ,CD,CF,CG,CI,CM,DJ,GA,GN,HT,ML,NE,SN,TD,TG cercle, arrondissement, département, préfecture, sous-préfecture
1 BF,BI,CD,CF,CG,CI,CM,DZ,GN,MA,ML,MG,NE,SN,TD,TG région, province, district autonome
3 BF,BI,CD,CF,CI,CM,DZ,GN,HT,MG,ML,NE,SN,TD collectivité, chefferie, secteur, quartier, section communale, fokontany
2 CD territoire
1 CO,EC,HN,NI,SV,GT,VE,MX,PE,BO departamento, provincia, estado, región, comarca
2 CO,EC,HN,NI,SV,GT,VE,MX,PE,BO municipio, cantón, distrito
3 CO,EC,HN,NI,VE corregimiento, parroquia, vereda
1 DZ,MR,TN,SD,MA wilaya, wilayah
2 DZ,MA,TN daïra, daira, delegation, délégation, cercle, mutamadiyat
1 ER zoba
2 ER sub-zoba, nus-zoba
1 ET kilil, regional state, chartered city
2 ET zone
3 ET woreda, wereda, kebele
1 GE mkhare
2 GE munitsipaliteti
2 GH,NG,UG metropolitan, municipal
2 ID kabupaten, regency
3 ID kecamatan
1 IN,PK,AF,BD,NP pradesh, union territory
2 IN,PK tehsil, tahsil, taluka, taluk, agency, zila, zilla
3 IN,PK,BD union council, panchayat, mandal
1 IQ,SY,YE,JO,LB,LY,EG,PS,SA,SD muhafazat, muhafazah, muhafaza, muhafadat, governorate, mohafazah, محافظة
2 IQ,SY,YE,LB,LY,PS qada, qadha, caza, kaza, mantiqa, mintaqat, mudiriyat
2 IQ,SY,YE,LB,LY,PS mudiriyah, mudiriya, baladiya, baladiyah, shabiya, قضاء, منطقة, مديرية
3 IQ,SY,YE,LB nahiya, nahiyah, nahia, nahya, nahiyat, uzlat, uzla, ناحية
1 IR ostan
2 IR shahrestan
3 IR bakhsh, dehestan
1 KG,KZ,UA,RU,BY,UZ,TJ oblast, oblys, oblasty, krai, kray, viloyat, viloyati, veloyat, vilayat, область, вилоят
2 KG,KZ,UA,RU,BY,UZ,TJ,AZ,AM,MD,GE raion, rayon, rajon, nohiya, tuman, район, ноҳия
3 KG,KZ,UA,RU,BY,TJ hromada, okrug, jamoat, ayil, posyolok, selsoviet, selo
3 KG,KZ,UA,RU,BY,TJ misto, gorod, громада, джамоат, місто, город, село
2 KE,UG,TZ sub-county, wilaya
3 KE,UG,TZ,RW sub-location, location, sector
2 LK,NP,BT divisional secretariat, dzongkhag
1 MM self-administered zone, self-administered division, union territory
3 MM village-tract
1 MZ,AO,GW,CV,BR,ST província, região
2 MZ,AO,BR,CV,GW distrito, município, concelho
3 MZ posto, posto administrativo, localidade
1 MR wilaya
2 MR moughataa
1 NG federal capital territory
2 NG lga, local government area, local government
2 PH municipality, component city
3 PH barangay
2 SD,SS mahaliya, mahalia, mahalya, محلية, ولاية
3 SS payam, boma
2 SO degmada, degmo
1 SO gobol, gobolka
1 TR il, ili
2 TR ilçe, ilce, ilçesi
2 TD,NE department
2 TM etrap
1 VN,KH,LA,TH khet, khaet, changwat, khoueng
2 VN,KH,LA,TH srok, amphoe, muang
3 VN,KH,LA,TH khum, tambon
"""
LEVELS_OF_PHRASE: dict[str, set[int]] = {}
"""By a word, or several that go together (local government area): the levels that it is a word for."""
for _row in _LEVELS.strip().splitlines():
    _level, _, _phrases = _row.split(" ", 2)
    for _phrase in _phrases.split(","):
        LEVELS_OF_PHRASE.setdefault(_phrase.strip(), set()).add(int(_level))
_JOINING = "d de da do du des del di of the al la las le les los el l"
JOINING = frozenset(_JOINING.split())
"""What stands between such a word and the name: Cercle d'Ansongo, Departamento de la Paz."""
