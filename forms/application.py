"""«Paraiška tapti psichikos sveikatos ambasadoriumi»: a person applies to become an ambassador."""

from forms.asking import choice, email, paragraph, phone, short_text, tick, ticks
from forms.municipalities import PLACES_AND_ABROAD
from forms.options import AUDIENCES, EXPERIENCES, HEARD_FROM, I_AGREE, LANGUAGES, TAKING_PART, YES
from forms.privacy import Personal
from forms.questions import Form, Section, health, personal, public, required
from forms.words import Words


class Application(Form):
    """An application to become a mental health ambassador."""

    key = "application"
    letter = "A"
    title = Words("Paraiška tapti psichikos sveikatos ambasadoriumi", "Apply to become a mental health ambassador")
    tab = Words("Paraiškų atsakymai", "Application responses")

    about_you = Section(Words("Apie jus", "About you"))
    first_name = personal(required(short_text("Vardas", "First name")))
    last_name = personal(required(short_text("Pavardė", "Last name")))
    public_name = public(
        short_text(
            "Kaip jus vadinti viešai (vardas arba slapyvardis)", "Name to use in public (a first name or a pseudonym)"
        )
    )
    email = personal(required(email("El. paštas", "E-mail")))
    phone = personal(phone("Telefonas", "Phone"))
    municipality = personal(
        required(choice("Savivaldybė, kurioje gyvenate", "Municipality where you live", PLACES_AND_ABROAD))
    )
    adult = personal(required(tick("Man yra 18 metų ar daugiau", "I am 18 or older", YES)))
    language = personal(
        required(choice("Kokia kalba jums rašyti?", "Which language shall we write to you in?", LANGUAGES))
    )

    your_experience = Section(
        Words("Jūsų patirtis", "Your experience"),
        Words(
            "Šiuos atsakymus mato tik jūsų organizacijos koordinatorius.",
            "Only the coordinator of your organisation sees these answers.",
        ),
    )
    experience = health(
        required(choice("Kieno patirtimi dalintumėtės?", "Whose experience would you share?", EXPERIENCES))
    )
    motivation = health(paragraph("Kodėl norite tapti ambasadoriumi?", "Why do you want to become an ambassador?"))

    taking_part = Section(Words("Kaip dalyvausite", "How you would take part"))
    audiences = personal(ticks("Kam norėtumėte pasakoti?", "Whom would you like to speak to?", AUDIENCES))
    formats = personal(ticks("Kaip norėtumėte dalyvauti?", "How would you like to take part?", TAKING_PART))
    heard_from = public(
        choice("Iš kur sužinojote apie iniciatyvą?", "How did you hear about the initiative?", HEARD_FROM)
    )

    consents = Section(Words("Sutikimai", "Your consent"))
    consent_processing = personal(
        required(
            tick(
                "Sutinku, kad mano asmens duomenys būtų tvarkomi šiai paraiškai nagrinėti",
                "I agree to the processing of my personal data to handle this application",
                I_AGREE,
            )
        )
    )
    consent_health = personal(
        required(
            tick(
                "Aiškiai sutinku, kad būtų tvarkomi mano pateikti sveikatos duomenys",
                "I explicitly agree to the processing of the health data that I give",
                I_AGREE,
            )
        )
    )
    consent_institute = personal(
        tick(
            "Sutinku, kad mano vardas, pavardė ir el. paštas būtų perduoti Higienos institutui",
            "I agree that my name and e-mail are passed to the Institute of Hygiene",
            I_AGREE,
        )
    )
    consent_news = personal(
        tick(
            "Sutinku gauti kvietimus ir naujienas el. paštu",
            "I agree to receive invitations and news by e-mail",
            I_AGREE,
        )
    )

    @property
    def full_name(self) -> Personal[str]:
        """Return the first name and the surname."""
        return Personal(f"{self.first_name.reveal()} {self.last_name.reveal()}")
