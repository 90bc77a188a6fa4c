"""What the demo centre says of itself in English and in Ukrainian."""

OPERATOR = {
    "en": {
        "mission": "We help residents and organisations to do together what their area lacks.",
        "subregion": "the Chełm and Zamość subregion",
        "office_hours": "Monday to Friday, 8.00–16.00, on Thursdays until 18.00",
        "directions": (
            "A map in words: the office is between the bus station and the Old Town, on the right "
            "side of Lwowska Street. There is a pharmacy beside it and a small park opposite.\n\n"
            "From the bus station: walk straight along the street towards the Old Town, for about "
            "10 minutes. You will cross one street, at lights with sound.\n\n"
            "From the railway station: take bus 3 for four stops, to the stop Lwowska Park. "
            "From there it is 100 metres along an even pavement.\n\n"
            "By car: drive into the yard from Parkowa Street. There is a car park.\n\n"
            "The entrance is from the yard, by the blue bench. There is a bell beside the door, "
            "at a height of 100 cm. When you ring it, somebody will come out to you."
        ),
        "accessible_entrance": "no step and no threshold, the door is 100 cm wide and opens itself",
        "accessible_lift": "yes, the door is 90 cm wide, with voice and Braille",
        "accessible_toilet": "for people in wheelchairs, on the ground floor",
        "accessible_parking": "two spaces for disabled people, 15 metres from the entrance",
    },
    "uk": {
        "mission": (
            "Допомагаємо мешканцям і\u00a0організаціям робити разом те, чого бракує поруч."
        ),
        "subregion": "Холмсько-Замойський субрегіон",
        "office_hours": "з\u00a0понеділка до п’ятниці, 8.00–16.00, у\u00a0четвер до 18.00",
        "directions": (
            "Карта словами: офіс розташований між автовокзалом і Старим містом, праворуч на "
            "вулиці Lwowska. Поруч аптека, навпроти невеликий парк.\n\n"
            "Від автовокзалу: ідіть прямо вулицею в бік Старого міста, близько 10 хвилин. "
            "Ви перейдете одну вулицю, на світлофорі зі звуком.\n\n"
            "Від залізничного вокзалу: сядьте на автобус 3 і проїдьте чотири зупинки, до зупинки "
            "Lwowska Park. Звідти 100 метрів рівним тротуаром.\n\n"
            "Автомобілем: заїдьте у двір з вулиці Parkowa. Там є стоянка.\n\n"
            "Вхід із двору, біля синьої лавки. Поруч із дверима є дзвінок, на висоті 100 см. "
            "На дзвінок хтось до Вас вийде."
        ),
        "accessible_entrance": "без порога і\u00a0сходів, двері 100 см, відчиняються самі",
        "accessible_lift": "є, двері 90 см, з\u00a0голосом і\u00a0шрифтом Брайля",
        "accessible_toilet": "для людей на кріслах колісних, на першому поверсі",
        "accessible_parking": "два місця для людей з\u00a0інвалідністю, за 15 метрів від входу",
    },
}

ROLES = {
    "szkolenia i zapisy": ("training and sign-up", "навчання і\u00a0запис"),
    "warsztaty i spotkania w gminach": (
        "workshops and meetings in municipalities",
        "воркшопи та зустрічі в\u00a0гмінах",
    ),
    "doradztwo: założenie i prowadzenie organizacji": (
        "advice: how to set up and run an organisation",
        "консультації: як заснувати і\u00a0вести організацію",
    ),
    "dotacje i miejsca pracy": ("grants and jobs", "дотації та робочі місця"),
    "dostępność wydarzeń i strony": (
        "accessibility of events and of this website",
        "доступність заходів і\u00a0сайту",
    ),
    "rozmowy po ukraińsku i po angielsku": (
        "conversations in Ukrainian and in English",
        "розмови українською та англійською",
    ),
}

OFFICES = {
    "Biuro w Chełmie": {
        "en": {
            "name": "Office in Chełm",
            "office_hours": "Tuesdays and Thursdays, 9.00–15.00",
            "directions": (
                "Bus 5 stops right at the entrance of Spółdzielcze Centrum Spotkań. "
                "Our room is on the first floor, to the right of the lift."
            ),
            "accessible_entrance": "a ramp from the side of the bus stop",
            "accessible_lift": "yes, the door is 80 cm wide",
            "accessible_toilet": "for people in wheelchairs, on the ground floor",
            "accessible_parking": "one space for disabled people at the entrance",
        },
        "uk": {
            "name": "Офіс у\u00a0Холмі",
            "office_hours": "у\u00a0вівторок і\u00a0четвер, 9.00–15.00",
            "directions": (
                "Автобус 5 зупиняється біля самого входу до Spółdzielcze Centrum Spotkań. "
                "Наша кімната на другому поверсі (у\u00a0ліфті – 1), праворуч від ліфта."
            ),
            "accessible_entrance": "пандус з\u00a0боку зупинки",
            "accessible_lift": "є, двері 80 см",
            "accessible_toilet": "для людей на кріслах колісних, на першому поверсі",
            "accessible_parking": "одне місце для людей з\u00a0інвалідністю біля входу",
        },
    },
    "Punkt w Biłgoraju": {
        "en": {
            "name": "Desk in Biłgoraj",
            "office_hours": "Wednesdays, 10.00–16.00",
            "directions": "Dom Sąsiedzki Pod Lipą. The bus stop is 200 metres away, by the pharmacy.",
            "accessible_entrance": "no step and no threshold",
            "accessible_lift": "not needed, everything is on the ground floor",
            "accessible_toilet": "for people in wheelchairs",
        },
        "uk": {
            "name": "Пункт у\u00a0Білґораї",
            "office_hours": "у\u00a0середу, 10.00–16.00",
            "directions": "Dom Sąsiedzki Pod Lipą. Зупинка за 200 метрів, біля аптеки.",
            "accessible_entrance": "без порога і\u00a0сходів",
            "accessible_lift": "не потрібен, усе на першому поверсі",
            "accessible_toilet": "для людей на кріслах колісних",
        },
    },
}


def of_role(role: str) -> dict[str, dict[str, str]]:
    """The translations of what one is asked about."""
    return {
        language: {"role": text} for language, text in zip(("en", "uk"), ROLES[role], strict=True)
    }
