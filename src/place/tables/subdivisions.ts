/**
 * Parts of countries that have several zones, besides the United States and Canada: ISO 3166-2 code, name, other names, and
 * its zones by the comments of the IANA database's zone.tab (2025b). A line each: `code|names separated by ;|zones`.
 */
export const subdivisions = `
AU-ACT|Australian Capital Territory|Australia/Sydney
AU-NSW|New South Wales|Australia/Adelaide Australia/Lord_Howe Australia/Sydney
AU-NT|Northern Territory|Australia/Darwin
AU-QLD|Queensland|Australia/Brisbane
AU-SA|South Australia|Australia/Adelaide
AU-TAS|Tasmania|Australia/Hobart
AU-VIC|Victoria|Australia/Melbourne
AU-WA|Western Australia|Australia/Eucla Australia/Perth
BR-AC|Acre|America/Rio_Branco
BR-AL|Alagoas|America/Maceio
BR-AM|Amazonas|America/Eirunepe America/Manaus
BR-AP|Amapá;Amapa|America/Belem
BR-BA|Bahia|America/Bahia
BR-CE|Ceará;Ceara|America/Fortaleza
BR-DF|Distrito Federal|America/Sao_Paulo
BR-ES|Espírito Santo;Espirito Santo|America/Sao_Paulo
BR-GO|Goiás;Goias|America/Sao_Paulo
BR-MA|Maranhão;Maranhao|America/Fortaleza
BR-MG|Minas Gerais|America/Sao_Paulo
BR-MS|Mato Grosso do Sul|America/Campo_Grande
BR-MT|Mato Grosso|America/Cuiaba
BR-PA|Pará;Para|America/Belem America/Santarem
BR-PB|Paraíba;Paraiba|America/Fortaleza
BR-PE|Pernambuco|America/Noronha America/Recife
BR-PI|Piauí;Piaui|America/Fortaleza
BR-PR|Paraná;Parana|America/Sao_Paulo
BR-RJ|Rio de Janeiro|America/Sao_Paulo
BR-RN|Rio Grande do Norte|America/Fortaleza
BR-RO|Rondônia;Rondonia|America/Porto_Velho
BR-RR|Roraima|America/Boa_Vista
BR-RS|Rio Grande do Sul|America/Sao_Paulo
BR-SC|Santa Catarina|America/Sao_Paulo
BR-SE|Sergipe|America/Maceio
BR-SP|São Paulo;Sao Paulo|America/Sao_Paulo
BR-TO|Tocantins|America/Araguaina
MX-AGU|Aguascalientes|America/Mexico_City
MX-BCN|Baja California|America/Tijuana
MX-BCS|Baja California Sur|America/Mazatlan
MX-CAM|Campeche|America/Merida
MX-CHH|Chihuahua|America/Chihuahua America/Ciudad_Juarez America/Ojinaga
MX-CHP|Chiapas|America/Mexico_City
MX-CMX|Ciudad de México;Ciudad de Mexico;CDMX;Mexico City|America/Mexico_City
MX-COA|Coahuila;Coahuila de Zaragoza|America/Matamoros America/Monterrey
MX-COL|Colima|America/Mexico_City
MX-DUR|Durango|America/Monterrey
MX-GRO|Guerrero|America/Mexico_City
MX-GUA|Guanajuato|America/Mexico_City
MX-HID|Hidalgo|America/Mexico_City
MX-JAL|Jalisco|America/Mexico_City
MX-MEX|Estado de México;Estado de Mexico;México;Mexico|America/Mexico_City
MX-MIC|Michoacán;Michoacan|America/Mexico_City
MX-MOR|Morelos|America/Mexico_City
MX-NAY|Nayarit|America/Bahia_Banderas America/Mazatlan
MX-NLE|Nuevo León;Nuevo Leon|America/Matamoros America/Monterrey
MX-OAX|Oaxaca|America/Mexico_City
MX-PUE|Puebla|America/Mexico_City
MX-QUE|Querétaro;Queretaro|America/Mexico_City
MX-ROO|Quintana Roo|America/Cancun
MX-SIN|Sinaloa|America/Mazatlan
MX-SLP|San Luis Potosí;San Luis Potosi|America/Mexico_City
MX-SON|Sonora|America/Hermosillo
MX-TAB|Tabasco|America/Mexico_City
MX-TAM|Tamaulipas|America/Matamoros America/Monterrey
MX-TLA|Tlaxcala|America/Mexico_City
MX-VER|Veracruz|America/Mexico_City
MX-YUC|Yucatán;Yucatan|America/Merida
MX-ZAC|Zacatecas|America/Mexico_City
ES-CE|Ceuta|Africa/Ceuta
ES-CN|Canarias;Canary Islands|Atlantic/Canary
ES-ML|Melilla|Africa/Ceuta
PT-20|Açores;Azores|Atlantic/Azores
PT-30|Madeira|Atlantic/Madeira
CL-MA|Magallanes|America/Punta_Arenas
EC-W|Galápagos;Galapagos|Pacific/Galapagos
NZ-CIT|Chatham Islands|Pacific/Chatham
`
