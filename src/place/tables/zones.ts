// Made by scripts/makePlaceTables.mjs on 2026-12-01 from the IANA database 2025b, Node's ICU 2025c and a PostgreSQL.

/** A country's ISO 3166 code and its zones, one for all that have kept the same time since 2024 and do so by law until 2038. */
export const countryZones = `
AD Europe/Andorra
AE Asia/Dubai
AF Asia/Kabul
AG America/Antigua
AI America/Anguilla
AL Europe/Tirane
AM Asia/Yerevan
AO Africa/Luanda
AQ Antarctica/Casey Antarctica/Davis Antarctica/DumontDUrville Antarctica/Mawson Antarctica/McMurdo Antarctica/Palmer Antarctica/Syowa Antarctica/Troll
AR America/Argentina/Buenos_Aires
AS Pacific/Pago_Pago
AT Europe/Vienna
AU Australia/Adelaide Australia/Brisbane Australia/Darwin Australia/Eucla Australia/Lord_Howe Australia/Perth Australia/Sydney
AW America/Aruba
AX Europe/Mariehamn
AZ Asia/Baku
BA Europe/Sarajevo
BB America/Barbados
BD Asia/Dhaka
BE Europe/Brussels
BF Africa/Ouagadougou
BG Europe/Sofia
BH Asia/Bahrain
BI Africa/Bujumbura
BJ Africa/Porto-Novo
BL America/St_Barthelemy
BM Atlantic/Bermuda
BN Asia/Brunei
BO America/La_Paz
BQ America/Kralendijk
BR America/Eirunepe America/Manaus America/Noronha America/Sao_Paulo
BS America/Nassau
BT Asia/Thimphu
BW Africa/Gaborone
BY Europe/Minsk
BZ America/Belize
CA America/Atikokan America/Blanc-Sablon America/Creston America/Edmonton America/Halifax America/Regina America/St_Johns America/Toronto America/Vancouver America/Winnipeg
CC Indian/Cocos
CD Africa/Kinshasa Africa/Lubumbashi
CF Africa/Bangui
CG Africa/Brazzaville
CH Europe/Zurich
CI Africa/Abidjan
CK Pacific/Rarotonga
CL America/Coyhaique America/Punta_Arenas America/Santiago Pacific/Easter
CM Africa/Douala
CN Asia/Shanghai Asia/Urumqi
CO America/Bogota
CR America/Costa_Rica
CU America/Havana
CV Atlantic/Cape_Verde
CW America/Curacao
CX Indian/Christmas
CY Asia/Nicosia
CZ Europe/Prague
DE Europe/Berlin
DJ Africa/Djibouti
DK Europe/Copenhagen
DM America/Dominica
DO America/Santo_Domingo
DZ Africa/Algiers
EC America/Guayaquil Pacific/Galapagos
EE Europe/Tallinn
EG Africa/Cairo
EH Africa/El_Aaiun
ER Africa/Asmara
ES Atlantic/Canary Europe/Madrid
ET Africa/Addis_Ababa
FI Europe/Helsinki
FJ Pacific/Fiji
FK Atlantic/Stanley
FM Pacific/Chuuk Pacific/Pohnpei
FO Atlantic/Faroe
FR Europe/Paris
GA Africa/Libreville
GB Europe/London
GD America/Grenada
GE Asia/Tbilisi
GF America/Cayenne
GG Europe/Guernsey
GH Africa/Accra
GI Europe/Gibraltar
GL America/Danmarkshavn America/Nuuk America/Scoresbysund America/Thule
GM Africa/Banjul
GN Africa/Conakry
GP America/Guadeloupe
GQ Africa/Malabo
GR Europe/Athens
GS Atlantic/South_Georgia
GT America/Guatemala
GU Pacific/Guam
GW Africa/Bissau
GY America/Guyana
HK Asia/Hong_Kong
HN America/Tegucigalpa
HR Europe/Zagreb
HT America/Port-au-Prince
HU Europe/Budapest
ID Asia/Jakarta Asia/Jayapura Asia/Makassar
IE Europe/Dublin
IL Asia/Jerusalem
IM Europe/Isle_of_Man
IN Asia/Kolkata
IO Indian/Chagos
IQ Asia/Baghdad
IR Asia/Tehran
IS Atlantic/Reykjavik
IT Europe/Rome
JE Europe/Jersey
JM America/Jamaica
JO Asia/Amman
JP Asia/Tokyo
KE Africa/Nairobi
KG Asia/Bishkek
KH Asia/Phnom_Penh
KI Pacific/Kanton Pacific/Kiritimati Pacific/Tarawa
KM Indian/Comoro
KN America/St_Kitts
KP Asia/Pyongyang
KR Asia/Seoul
KW Asia/Kuwait
KY America/Cayman
KZ Asia/Almaty Asia/Qyzylorda
LA Asia/Vientiane
LB Asia/Beirut
LC America/St_Lucia
LI Europe/Vaduz
LK Asia/Colombo
LR Africa/Monrovia
LS Africa/Maseru
LT Europe/Vilnius
LU Europe/Luxembourg
LV Europe/Riga
LY Africa/Tripoli
MA Africa/Casablanca
MC Europe/Monaco
MD Europe/Chisinau
ME Europe/Podgorica
MF America/Marigot
MG Indian/Antananarivo
MH Pacific/Majuro
MK Europe/Skopje
ML Africa/Bamako
MM Asia/Yangon
MN Asia/Hovd Asia/Ulaanbaatar
MO Asia/Macau
MP Pacific/Saipan
MQ America/Martinique
MR Africa/Nouakchott
MS America/Montserrat
MT Europe/Malta
MU Indian/Mauritius
MV Indian/Maldives
MW Africa/Blantyre
MX America/Cancun America/Ciudad_Juarez America/Matamoros America/Mazatlan America/Mexico_City America/Tijuana
MY Asia/Kuala_Lumpur
MZ Africa/Maputo
NA Africa/Windhoek
NC Pacific/Noumea
NE Africa/Niamey
NF Pacific/Norfolk
NG Africa/Lagos
NI America/Managua
NL Europe/Amsterdam
NO Europe/Oslo
NP Asia/Kathmandu
NR Pacific/Nauru
NU Pacific/Niue
NZ Pacific/Auckland Pacific/Chatham
OM Asia/Muscat
PA America/Panama
PE America/Lima
PF Pacific/Gambier Pacific/Marquesas Pacific/Tahiti
PG Pacific/Bougainville Pacific/Port_Moresby
PH Asia/Manila
PK Asia/Karachi
PL Europe/Warsaw
PM America/Miquelon
PN Pacific/Pitcairn
PR America/Puerto_Rico
PS Asia/Gaza
PT Atlantic/Azores Europe/Lisbon
PW Pacific/Palau
PY America/Asuncion
QA Asia/Qatar
RE Indian/Reunion
RO Europe/Bucharest
RS Europe/Belgrade
RU Asia/Chita Asia/Irkutsk Asia/Kamchatka Asia/Magadan Asia/Novosibirsk Asia/Omsk Asia/Vladivostok Asia/Yekaterinburg Europe/Astrakhan Europe/Kaliningrad Europe/Moscow
RW Africa/Kigali
SA Asia/Riyadh
SB Pacific/Guadalcanal
SC Indian/Mahe
SD Africa/Khartoum
SE Europe/Stockholm
SG Asia/Singapore
SH Atlantic/St_Helena
SI Europe/Ljubljana
SJ Arctic/Longyearbyen
SK Europe/Bratislava
SL Africa/Freetown
SM Europe/San_Marino
SN Africa/Dakar
SO Africa/Mogadishu
SR America/Paramaribo
SS Africa/Juba
ST Africa/Sao_Tome
SV America/El_Salvador
SX America/Lower_Princes
SY Asia/Damascus
SZ Africa/Mbabane
TC America/Grand_Turk
TD Africa/Ndjamena
TF Indian/Kerguelen
TG Africa/Lome
TH Asia/Bangkok
TJ Asia/Dushanbe
TK Pacific/Fakaofo
TL Asia/Dili
TM Asia/Ashgabat
TN Africa/Tunis
TO Pacific/Tongatapu
TR Europe/Istanbul
TT America/Port_of_Spain
TV Pacific/Funafuti
TW Asia/Taipei
TZ Africa/Dar_es_Salaam
UA Europe/Kyiv Europe/Simferopol
UG Africa/Kampala
UM Pacific/Midway Pacific/Wake
US America/Adak America/Anchorage America/Chicago America/Denver America/Los_Angeles America/New_York America/Phoenix Pacific/Honolulu
UY America/Montevideo
UZ Asia/Samarkand
VA Europe/Vatican
VC America/St_Vincent
VE America/Caracas
VG America/Tortola
VI America/St_Thomas
VN Asia/Ho_Chi_Minh
VU Pacific/Efate
WF Pacific/Wallis
WS Pacific/Apia
YE Asia/Aden
YT Indian/Mayotte
ZA Africa/Johannesburg
ZM Africa/Lusaka
ZW Africa/Harare`

/** A zone, or another name of one, and the zone of its country that keeps the same time and stands for it. */
export const zoneNames = `
Africa/Asmera Africa/Nairobi
Africa/Ceuta Europe/Madrid
Africa/Timbuktu Africa/Abidjan
America/Araguaina America/Sao_Paulo
America/Argentina/Catamarca America/Argentina/Buenos_Aires
America/Argentina/ComodRivadavia America/Argentina/Buenos_Aires
America/Argentina/Cordoba America/Argentina/Buenos_Aires
America/Argentina/Jujuy America/Argentina/Buenos_Aires
America/Argentina/La_Rioja America/Argentina/Buenos_Aires
America/Argentina/Mendoza America/Argentina/Buenos_Aires
America/Argentina/Rio_Gallegos America/Argentina/Buenos_Aires
America/Argentina/Salta America/Argentina/Buenos_Aires
America/Argentina/San_Juan America/Argentina/Buenos_Aires
America/Argentina/San_Luis America/Argentina/Buenos_Aires
America/Argentina/Tucuman America/Argentina/Buenos_Aires
America/Argentina/Ushuaia America/Argentina/Buenos_Aires
America/Atka America/Adak
America/Bahia America/Sao_Paulo
America/Bahia_Banderas America/Mexico_City
America/Belem America/Sao_Paulo
America/Boa_Vista America/Manaus
America/Boise America/Denver
America/Buenos_Aires America/Argentina/Buenos_Aires
America/Cambridge_Bay America/Edmonton
America/Campo_Grande America/Manaus
America/Catamarca America/Argentina/Buenos_Aires
America/Chihuahua America/Mexico_City
America/Coral_Harbour America/Panama
America/Cordoba America/Argentina/Buenos_Aires
America/Cuiaba America/Manaus
America/Dawson America/Creston
America/Dawson_Creek America/Creston
America/Detroit America/New_York
America/Ensenada America/Tijuana
America/Fort_Nelson America/Creston
America/Fort_Wayne America/New_York
America/Fortaleza America/Sao_Paulo
America/Glace_Bay America/Halifax
America/Godthab America/Nuuk
America/Goose_Bay America/Halifax
America/Hermosillo America/Mazatlan
America/Indiana/Indianapolis America/New_York
America/Indiana/Knox America/Chicago
America/Indiana/Marengo America/New_York
America/Indiana/Petersburg America/New_York
America/Indiana/Tell_City America/Chicago
America/Indiana/Vevay America/New_York
America/Indiana/Vincennes America/New_York
America/Indiana/Winamac America/New_York
America/Indianapolis America/New_York
America/Inuvik America/Edmonton
America/Iqaluit America/Toronto
America/Jujuy America/Argentina/Buenos_Aires
America/Juneau America/Anchorage
America/Kentucky/Louisville America/New_York
America/Kentucky/Monticello America/New_York
America/Knox_IN America/Chicago
America/Louisville America/New_York
America/Maceio America/Sao_Paulo
America/Mendoza America/Argentina/Buenos_Aires
America/Menominee America/Chicago
America/Merida America/Mexico_City
America/Metlakatla America/Anchorage
America/Moncton America/Halifax
America/Monterrey America/Mexico_City
America/Montreal America/Toronto
America/Nipigon America/Toronto
America/Nome America/Anchorage
America/North_Dakota/Beulah America/Chicago
America/North_Dakota/Center America/Chicago
America/North_Dakota/New_Salem America/Chicago
America/Ojinaga America/Matamoros
America/Pangnirtung America/Toronto
America/Porto_Acre America/Eirunepe
America/Porto_Velho America/Manaus
America/Rainy_River America/Winnipeg
America/Rankin_Inlet America/Winnipeg
America/Recife America/Sao_Paulo
America/Resolute America/Winnipeg
America/Rio_Branco America/Eirunepe
America/Rosario America/Argentina/Buenos_Aires
America/Santa_Isabel America/Tijuana
America/Santarem America/Sao_Paulo
America/Shiprock America/Denver
America/Sitka America/Anchorage
America/Swift_Current America/Regina
America/Thunder_Bay America/Toronto
America/Virgin America/Puerto_Rico
America/Whitehorse America/Creston
America/Yakutat America/Anchorage
America/Yellowknife America/Edmonton
Antarctica/Macquarie Australia/Sydney
Antarctica/Rothera Antarctica/Palmer
Antarctica/South_Pole Pacific/Auckland
Antarctica/Vostok Antarctica/Mawson
Asia/Anadyr Asia/Kamchatka
Asia/Aqtau Asia/Qyzylorda
Asia/Aqtobe Asia/Qyzylorda
Asia/Ashkhabad Asia/Ashgabat
Asia/Atyrau Asia/Qyzylorda
Asia/Barnaul Asia/Novosibirsk
Asia/Calcutta Asia/Kolkata
Asia/Choibalsan Asia/Ulaanbaatar
Asia/Chongqing Asia/Shanghai
Asia/Chungking Asia/Shanghai
Asia/Dacca Asia/Dhaka
Asia/Famagusta Asia/Nicosia
Asia/Harbin Asia/Shanghai
Asia/Hebron Asia/Gaza
Asia/Istanbul Europe/Istanbul
Asia/Kashgar Asia/Urumqi
Asia/Katmandu Asia/Kathmandu
Asia/Khandyga Asia/Chita
Asia/Krasnoyarsk Asia/Novosibirsk
Asia/Kuching Asia/Kuala_Lumpur
Asia/Macao Asia/Macau
Asia/Novokuznetsk Asia/Novosibirsk
Asia/Oral Asia/Qyzylorda
Asia/Pontianak Asia/Jakarta
Asia/Qostanay Asia/Almaty
Asia/Rangoon Asia/Yangon
Asia/Saigon Asia/Ho_Chi_Minh
Asia/Sakhalin Asia/Magadan
Asia/Srednekolymsk Asia/Magadan
Asia/Tashkent Asia/Samarkand
Asia/Tel_Aviv Asia/Jerusalem
Asia/Thimbu Asia/Thimphu
Asia/Tomsk Asia/Novosibirsk
Asia/Ujung_Pandang Asia/Makassar
Asia/Ulan_Bator Asia/Ulaanbaatar
Asia/Ust-Nera Asia/Vladivostok
Asia/Yakutsk Asia/Chita
Atlantic/Faeroe Atlantic/Faroe
Atlantic/Jan_Mayen Europe/Berlin
Atlantic/Madeira Europe/Lisbon
Australia/ACT Australia/Sydney
Australia/Broken_Hill Australia/Adelaide
Australia/Canberra Australia/Sydney
Australia/Currie Australia/Sydney
Australia/Hobart Australia/Sydney
Australia/LHI Australia/Lord_Howe
Australia/Lindeman Australia/Brisbane
Australia/Melbourne Australia/Sydney
Australia/NSW Australia/Sydney
Australia/North Australia/Darwin
Australia/Queensland Australia/Brisbane
Australia/South Australia/Adelaide
Australia/Tasmania Australia/Sydney
Australia/Victoria Australia/Sydney
Australia/West Australia/Perth
Australia/Yancowinna Australia/Adelaide
Brazil/Acre America/Eirunepe
Brazil/DeNoronha America/Noronha
Brazil/East America/Sao_Paulo
Brazil/West America/Manaus
Canada/Atlantic America/Halifax
Canada/Central America/Winnipeg
Canada/Eastern America/Toronto
Canada/Mountain America/Edmonton
Canada/Newfoundland America/St_Johns
Canada/Pacific America/Vancouver
Canada/Saskatchewan America/Regina
Canada/Yukon America/Creston
Chile/Continental America/Santiago
Chile/EasterIsland Pacific/Easter
Europe/Belfast Europe/London
Europe/Busingen Europe/Berlin
Europe/Kiev Europe/Kyiv
Europe/Kirov Europe/Moscow
Europe/Nicosia Asia/Nicosia
Europe/Samara Europe/Astrakhan
Europe/Saratov Europe/Astrakhan
Europe/Tiraspol Europe/Chisinau
Europe/Ulyanovsk Europe/Astrakhan
Europe/Uzhgorod Europe/Kyiv
Europe/Volgograd Europe/Moscow
Europe/Zaporozhye Europe/Kyiv
Mexico/BajaNorte America/Tijuana
Mexico/BajaSur America/Mazatlan
Mexico/General America/Mexico_City
Pacific/Enderbury Pacific/Kanton
Pacific/Johnston Pacific/Honolulu
Pacific/Kosrae Pacific/Pohnpei
Pacific/Kwajalein Pacific/Majuro
Pacific/Ponape Pacific/Guadalcanal
Pacific/Samoa Pacific/Pago_Pago
Pacific/Truk Pacific/Port_Moresby
Pacific/Yap Pacific/Port_Moresby
US/Alaska America/Anchorage
US/Aleutian America/Adak
US/Arizona America/Phoenix
US/Central America/Chicago
US/East-Indiana America/New_York
US/Eastern America/New_York
US/Hawaii Pacific/Honolulu
US/Indiana-Starke America/Chicago
US/Michigan America/New_York
US/Mountain America/Denver
US/Pacific America/Los_Angeles
US/Samoa Pacific/Pago_Pago`

/** Zones of several countries that keep the same time. */
export const equalZones = `
Africa/Abidjan Africa/Accra Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry Africa/Dakar Africa/Freetown Africa/Lome Africa/Monrovia Africa/Nouakchott Africa/Ouagadougou Africa/Sao_Tome America/Danmarkshavn Atlantic/Reykjavik Atlantic/St_Helena
Africa/Addis_Ababa Africa/Asmara Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala Africa/Mogadishu Africa/Nairobi Antarctica/Syowa Asia/Aden Asia/Amman Asia/Baghdad Asia/Bahrain Asia/Damascus Asia/Kuwait Asia/Qatar Asia/Riyadh Europe/Istanbul Europe/Minsk Europe/Moscow Europe/Simferopol Indian/Antananarivo Indian/Comoro Indian/Mayotte
Africa/Algiers Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Lagos Africa/Libreville Africa/Luanda Africa/Malabo Africa/Ndjamena Africa/Niamey Africa/Porto-Novo Africa/Tunis
Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Johannesburg Africa/Juba Africa/Khartoum Africa/Kigali Africa/Lubumbashi Africa/Lusaka Africa/Maputo Africa/Maseru Africa/Mbabane Africa/Tripoli Africa/Windhoek Europe/Kaliningrad
Africa/Casablanca Africa/El_Aaiun
America/Anguilla America/Antigua America/Aruba America/Barbados America/Blanc-Sablon America/Caracas America/Curacao America/Dominica America/Grenada America/Guadeloupe America/Guyana America/Kralendijk America/La_Paz America/Lower_Princes America/Manaus America/Marigot America/Martinique America/Montserrat America/Port_of_Spain America/Puerto_Rico America/Santo_Domingo America/St_Barthelemy America/St_Kitts America/St_Lucia America/St_Thomas America/St_Vincent America/Tortola
America/Argentina/Buenos_Aires America/Cayenne America/Montevideo America/Paramaribo America/Punta_Arenas America/Sao_Paulo Antarctica/Palmer Atlantic/Stanley
America/Atikokan America/Bogota America/Cancun America/Cayman America/Eirunepe America/Guayaquil America/Jamaica America/Lima America/Panama
America/Belize America/Costa_Rica America/El_Salvador America/Guatemala America/Managua America/Mexico_City America/Regina America/Tegucigalpa Pacific/Galapagos
America/Chicago America/Matamoros America/Winnipeg
America/Ciudad_Juarez America/Denver America/Edmonton
America/Creston America/Mazatlan America/Phoenix
America/Grand_Turk America/Nassau America/New_York America/Port-au-Prince America/Toronto
America/Halifax America/Thule Atlantic/Bermuda
America/Los_Angeles America/Tijuana
America/Noronha Atlantic/South_Georgia
Antarctica/Casey Asia/Brunei Asia/Hong_Kong Asia/Irkutsk Asia/Kuala_Lumpur Asia/Macau Asia/Makassar Asia/Manila Asia/Shanghai Asia/Singapore Asia/Taipei Asia/Ulaanbaatar Australia/Perth
Antarctica/Davis Asia/Bangkok Asia/Ho_Chi_Minh Asia/Hovd Asia/Jakarta Asia/Novosibirsk Asia/Phnom_Penh Asia/Vientiane Indian/Christmas
Antarctica/DumontDUrville Asia/Vladivostok Australia/Brisbane Pacific/Chuuk Pacific/Guam Pacific/Port_Moresby Pacific/Saipan
Antarctica/Mawson Asia/Ashgabat Asia/Dushanbe Asia/Karachi Asia/Qyzylorda Asia/Samarkand Asia/Yekaterinburg Indian/Kerguelen Indian/Maldives
Antarctica/McMurdo Pacific/Auckland
Arctic/Longyearbyen Europe/Amsterdam Europe/Andorra Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Monaco Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich
Asia/Baku Asia/Dubai Asia/Muscat Asia/Tbilisi Asia/Yerevan Europe/Astrakhan Indian/Mahe Indian/Mauritius Indian/Reunion
Asia/Bishkek Asia/Dhaka Asia/Omsk Asia/Thimphu Asia/Urumqi Indian/Chagos
Asia/Chita Asia/Dili Asia/Jayapura Asia/Pyongyang Asia/Seoul Asia/Tokyo Pacific/Palau
Asia/Colombo Asia/Kolkata
Asia/Kamchatka Pacific/Fiji Pacific/Funafuti Pacific/Majuro Pacific/Nauru Pacific/Tarawa Pacific/Wake Pacific/Wallis
Asia/Magadan Pacific/Bougainville Pacific/Efate Pacific/Guadalcanal Pacific/Noumea Pacific/Pohnpei
Asia/Nicosia Europe/Athens Europe/Bucharest Europe/Helsinki Europe/Kyiv Europe/Mariehamn Europe/Riga Europe/Sofia Europe/Tallinn Europe/Vilnius
Asia/Yangon Indian/Cocos
Atlantic/Canary Atlantic/Faroe Europe/Dublin Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/Lisbon Europe/London
Pacific/Apia Pacific/Fakaofo Pacific/Kanton Pacific/Tongatapu
Pacific/Honolulu Pacific/Rarotonga Pacific/Tahiti
Pacific/Midway Pacific/Niue Pacific/Pago_Pago`
