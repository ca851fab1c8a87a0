"""What a list says of the level of a place is no part of its name, in the languages of the countries concerned."""

import pytest

from domain.gazetteer.level_names import without_level_words


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ansongo cercle", "Ansongo"),
        ("Cercle d'Ansongo", "Ansongo"),
        ("Cercle d’Ansongo", "Ansongo"),
        ("Central zone", "Central"),
        ("Région de Gao", "Gao"),
        ("Maiduguri LGA", "Maiduguri"),
        ("Jere local government area", "Jere"),
        ("Port-au-Prince arrondissement", "Port-au-Prince"),
        ("Bria sub-prefecture", "Bria"),
        ("Bria Sub-Prefecture", "Bria"),
        ("Sous-préfecture de Bria", "Bria"),
        ("Rotriak payam", "Rotriak"),
        ("Bassiknou moughataa", "Bassiknou"),
        ("Moughataa de Bassiknou", "Bassiknou"),
        ("Nahiya al-Hamdaniya", "al-Hamdaniya"),
        ("Muhafazat Al Hasakah", "Al Hasakah"),
        ("Peshawar tehsil", "Peshawar"),
        ("Departamento del Cauca", "Cauca"),
        ("Provincia de La Paz", "Paz"),
        ("Provincia de La Paz", "de La Paz"),
        ("Territoire de Beni", "Beni"),
        ("Degmada Baidoa", "Baidoa"),
        ("Донецька область", "Донецька"),
        ("Mudiriyat Khanfar", "Khanfar"),
        ("Afgooye district", "Afgooye"),
        ("Horlivka City Municipality", "Horlivka"),
    ],
)
def test_the_name_is_had_without_its_level(written: str, meant: str) -> None:
    assert meant in without_level_words(written)
    assert without_level_words(written)[0] == written


@pytest.mark.parametrize("written", ["Buta (Cité)", "Kunduz (city)", "Congo (Kinshasa)", "District", "cercle zone", ""])
def test_what_tells_places_apart_is_left_alone(written: str) -> None:
    assert not {"Buta", "Kunduz", "Congo", ""} & {*without_level_words(written)} - {written}
