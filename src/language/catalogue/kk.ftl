## Мән түрлері

kind-object = нысан
kind-array = тізім
kind-string = мәтін
kind-number = сан
kind-integer = бүтін сан
kind-boolean = true немесе false
kind-null = бос мән

## Құжатты оқу

finding-document_empty = Құжат бос. Кемінде бір кілт жазыңыз.
finding-document_too_large = Құжат тым үлкен: ең көбі { $bytes } байт және { $values } мән оқылады. Оны бөліңіз.
finding-document_too_deep = Тізімдер мен нысандар тым терең кіріктірілген: ең көбі { $limit } деңгей оқылады.
finding-key_too_long = Кілт тым ұзын: ең көбі { $limit } байт болуы мүмкін.
finding-duplicate_key = «{ $name }» кілті екі рет жазылған; біріншісі { $first_line }-жолда тұр. Біреуін қалдырыңыз.
finding-json_syntax = JSON жазылуында қате бар: { $wanted } күтіледі{ $near ->
        [none] { "" }
       *[other] { " " }(«{ $near }» алдында)
    }.
finding-yaml_syntax = YAML жазылуында қате бар: { $problem }.
finding-yaml_tab = YAML файлында шегініс табуляциямен жасалмайды. Бос орындарды қолданыңыз.
finding-yaml_many_documents = Файлда бірнеше YAML құжаты бар («---» арқылы бөлінген). Әрқайсысын жеке файлға салыңыз.
finding-yaml_tag_refused = «{ $tag }» YAML тегі мәнге сәйкес емес немесе қолдау таппайды. Оны алып тастаңыз.
finding-yaml_key_not_text = Кілт тізім немесе нысан емес, мәтін болуы керек.
finding-yaml_alias_unknown = Сілтеме өз зәкірінің ішінде тұр. Мәнді толық жазыңыз.
finding-number_out_of_range = { $value } санын дәл сақтау мүмкін емес. Кішірек сан немесе тырнақшадағы мәтін жазыңыз.

## Құжатты тексеру

finding-unknown_field = «{ $name }» кілті мұнда белгісіз.{ $nearest ->
        [none] { "" }
       *[other] { " " }Мүмкін, «{ $nearest }» деп жазғыңыз келді ме?
    } Рұқсат етілген кілттер: { $allowed }.
finding-key_mismatch = «{ $name }» кілті { $pattern } үлгісіне сәйкес емес.
finding-missing_field = «{ $name }» кілті жоқ. Оны қосыңыз.
finding-wrong_type = Керегі: { $expected }; берілгені: { $found }.
finding-not_allowed = «{ $value }» мәніне рұқсат жоқ.{ $nearest ->
        [none] { "" }
       *[other] { " " }Мүмкін, «{ $nearest }» деп жазғыңыз келді ме?
    } Рұқсат етілген мәндер: { $allowed }.
finding-below_minimum = { $value } мәні тым аз: кемінде { $minimum } болуы керек.
finding-above_maximum = { $value } мәні тым көп: ең көбі { $maximum } болуы мүмкін.
finding-too_short = Мәтін тым қысқа: кемінде { $limit } таңба керек, мәтінде { $length } таңба бар.
finding-too_long = Мәтін тым ұзын: ең көбі { $limit } таңба болуы мүмкін, мәтінде { $length } таңба бар.
finding-too_few = Элементтер тым аз: кемінде { $limit } керек, { $length } бар.
finding-too_many = Элементтер тым көп: ең көбі { $limit } болуы мүмкін, { $length } бар.
finding-pattern_mismatch = «{ $value }» мәні { $pattern } үлгісіне сәйкес емес.
finding-not_a_multiple = { $value } мәні { $step } санына еселік емес. Оны дөңгелектеңіз.
finding-duplicate_entries = Тізімде бірдей элементтер бар. Әрқайсысы бір рет қана тұруы мүмкін.
finding-shape_mismatch = Мән рұқсат етілген түрлердің ешқайсысына сәйкес емес: { $allowed }. Берілгені: { $found }.
finding-invalid_value = Мән қабылданбады: { $problem }.
finding-more_findings = Ескертулер { $shown } санынан көп; алғашқы { $shown } ескерту көрсетілген.

problem-title-malformed = Сұрауды оқу мүмкін емес
problem-malformed = Бұл мекенжай басқа нәрсе күтеді; қателерді қараңыз.
problem-title-unauthenticated = Сіз кімсіз?
problem-unauthenticated = Сұрау жарамды кілтсіз келді. Мерзімі өтпеген, қайтарылмаған кілтпен «Authorization: Bearer КІЛТ» жіберіңіз.
problem-title-denied = Рұқсат жоқ
problem-denied = Бұл үшін нысанға { $permission } рұқсаты керек; ұйым әкімшісіне жүгініңіз.
problem-title-not_found = Табылмады
problem-not_found = Мұндай нысан ({ $kind }) жоқ немесе сізге көрінбейді.
problem-title-method_not_allowed = Әдіс қолданылмайды
problem-method_not_allowed = Бұл мекенжай ондай әдісті қабылдамайды.
problem-title-not_acceptable = Бұл пішімде жоқ
problem-not_acceptable = Мұны сіз қабылдайтын пішімде беру мүмкін емес. Бар пішімдері: { $offered }.
problem-title-conflict = Сақталғанға қайшы
problem-conflict = Сұрау сақталған деректерге қайшы; қателерді қараңыз.
problem-title-stale = Басқа біреу бұрын үлгерді
problem-stale = Өзгертіп жатқан редакцияңыз ағымдағы емес (қазір { $current }). Қайта оқып, өзгерісті қайталаңыз.
problem-title-too_large = Сұрау тым үлкен
problem-too_large = Сұрау қызмет қабылдайтын көлемнен үлкен.
problem-title-invalid = Енгізілген деректерде қате бар
problem-invalid = Ескертпе саны: { $count }; ештеңе сақталған жоқ. Қателерді қараңыз.
problem-title-infeasible = Вариант құрастыру мүмкін емес
problem-infeasible = Қазіргі банктен мұндай вариант құрастыруға болмайтын себептер саны: { $count }; ешқандай вариант сақталған жоқ. Қателерді қараңыз.
problem-title-idempotency_key_reused = Бұл Idempotency-Key бұрын қолданылған
problem-idempotency_key_reused = Бұл Idempotency-Key басқа сұрауға қолданылған. Жаңа кілт алыңыз.
problem-title-precondition_missing = Қай редакцияны өзгертетініңізді көрсетіңіз
problem-precondition_missing = Оқылған белгісі бар If-Match жіберіңіз.
problem-title-internal = Біздің қателік
problem-internal = Біздің жақта ақау болды. Журналда осы сұрау нөмірімен жазылған.
problem-title-unavailable = Қайталап көріңіз
problem-unavailable = Қызмет бос емес немесе дерекқор жауап бермейді. Сәлден кейін қайталаңыз.
problem-title-media_away = Файлдар қазір қолжетімсіз
problem-media_away = Суреттер мен жазбалар қоймасы жауап бермейді; қалғанының бәрі істейді. Сәлден кейін қайталаңыз.
problem-title-bytes_lost = Файлдың мазмұны жоқ
problem-bytes_lost = Суреттер мен жазбалар қоймасы жауап береді, бірақ салынғанды қайтармайды; қателерді қараңыз.
finding-immutable = Мөрленген нәрсе өзгертілмейді: { $what }. Жаңа нұсқа жасаңыз.
finding-cursor_forged = Бұл курсорды осы қызмет берген жоқ. Курсорсыз қайта бастаңыз.
finding-zone_unknown = «{ $value }» — IANA уақыт белдеуі емес. Мысалы, Asia/Almaty деп жазыңыз.
finding-reference_unknown = Сілтеме жасауға болатын «{ $value }» жоқ. Идентификаторды тексеріңіз.
finding-already_taken = «{ $value }» бос емес. Басқасын таңдаңыз.
finding-permission_not_yours = { $permission } рұқсаты өзіңізде жоқ, сондықтан кілтте де бола алмайды.
finding-time_past = Бұл сәт өтіп кеткен. Алдағы уақытты көрсетіңіз.
finding-setup_token_unusable = Баптау сілтемесі қолданылған немесе мерзімі өткен. Жаңасын алу үшін қызметті қайта іске қосыңыз.
finding-idempotency_key_length = Idempotency-Key 1-ден { $maximum } таңбаға дейін болады.
finding-not_utf8 = Сұрау денесі UTF-8 мәтіні емес.
finding-query_syntax = Сұрау жолын оқу мүмкін емес.

finding-answer_field_unfit = { $type } түріндегі тапсырманың жауабында «{ $field }» өрісі болмайды: «{ $expected }» өрісін беріңіз.
finding-answer_blank_with_content = Жауап бос деп белгіленген, бірақ мазмұны бар: екеуінің бірін алып тастаңыз.
finding-answer_missing = { $type } түріндегі тапсырманың жауабына «{ $expected }» өрісі қажет; тапсырма орындалмаса, "blank": true деп көрсетіңіз.
finding-answer_option_unknown = Тапсырмада «{ $option }» нұсқасы жоқ: мыналардан таңдаңыз: { $allowed }.
finding-answer_option_twice = «{ $option }» нұсқасы екі рет берілген: бір рет қана беріңіз.
finding-answer_too_many_choices = Таңдалған нұсқа саны: { $chosen }, ең көбі { $most } болуы керек; жауап сақталды және тапсырма ережесімен бағаланады.
finding-mark_on_questionnaire = { $part } бөлігі — сауалнама сұрағы, оған балл қойылмайды: бұл балды алып тастаңыз.
finding-mark_needs_descriptor = { $part } бөлігі дескрипторлар бойынша бағаланады: мыналардың бірін көрсетіңіз: { $descriptors }.
finding-mark_scheme_without_descriptors = { $part } бөлігінің балл қою кестесінде ({ $scheme }) дескриптор жоқ: бүкіл бөліктің балын беріңіз.
finding-mark_descriptor_unknown = { $part } бөлігінде «{ $descriptor }» дескрипторы жоқ: мыналардың бірін көрсетіңіз: { $descriptors }.
finding-mark_not_a_number = Балл сан емес: 0-ден ең жоғары балға дейінгі санды беріңіз.
finding-mark_too_fine = { $points } балында үтірден кейін екіден көп таңба бар: екеуден асырмаңыз.
finding-mark_negative = { $points } балл нөлден кем: 0 немесе одан көп балл беріңіз.
finding-mark_above_maximum = { $points } балл ең жоғары { $max } балдан көп: { $max } балдан асырмаңыз.
finding-mark_outside_bands = { $points } балл рубриканың бірде-бір деңгейіне кірмейді: деңгейлер — { $bands }.
finding-mark_twice = { $part } бөлігі («{ $descriptor }» дескрипторы) «{ $source }» көзінен екі рет бағаланған: біреуін қалдырыңыз.
finding-mark_supersedes_unknown = { $mark } бағасы бұл жұмыста жоқ { $old } бағасын алмастырады: қолданыстағы бағаны көрсетіңіз.
finding-mark_supersedes_other = { $mark } бағасы { $old } бағасын алмастыра алмайды: сол тапсырманың, бөліктің және дескриптордың бұрынғы бағасы болуы керек.
finding-mark_superseded_twice = { $old } бағасын { $first } бағасы алмастырып қойған: { $mark } бағасы қолданыстағы бағаны алмастыруы керек.
finding-numbers_too_unlike = Ең жоғары балдардың айырмашылығы тым үлкен, дәл қосындыны есептеу мүмкін емес: ең жоғары балдарды тексеріңіз.
finding-journal_points_range = { $max } балдан { $points } балл болуы мүмкін емес: ең жоғары балл 0-ден көп, ал балл 0 мен соның аралығында болуы керек.
finding-journal_fa_below_scale = { $points } балл журналдың { $low }–{ $high } шкаласынан төмен: кемінде { $low } балл беріңіз немесе жазбаны алып тастаңыз.
finding-policy_field_empty = Бағалау ережесінің бұл өрісі бос: толтырыңыз.
finding-policy_version_zero = Бағалау ережесі нұсқаларының нөмірі 1-ден басталады.
finding-policy_date_invalid = «{ $date }» — күн емес: жылын, айын, күнін 2026-09-01 түрінде жазыңыз.
finding-policy_ends_before_it_begins = Ереже { $to } күні аяқталады, ал { $from } күні басталады: күндердің бірін түзетіңіз.
finding-policy_grades_range = { $low }–{ $high } сыныптары 0–13 аралығындағы ауқым емес: алдымен төменгі, кейін жоғарғы сыныпты беріңіз.
finding-policy_ungraded_outside = Баға қойылмайтын { $grade }-сынып ереженің { $low }–{ $high } сыныптарына кірмейді: ауқымды кеңейтіңіз немесе оны алып тастаңыз.
finding-policy_weights_sum = Салмақтардың қосындысы { $sum }: ҚБ, БЖБ және ТЖБ бірге 100 болуы керек.
finding-policy_percent_range = { $percent } — пайыз емес: 0-ден 100-ге дейінгі санды беріңіз.
finding-policy_bands_empty = Бағалау ережесінде баға шектері жоқ: 0-ден басталатын кемінде бір шек беріңіз.
finding-policy_grade_twice = «{ $grade }» бағасының екі шегі бар: әр бағаның бір шегі болады.
finding-policy_bands_order = { $before } шегінен кейін { $from } тұр: төменгі шектер тек өсуі немесе тек кемуі керек.
finding-policy_bands_start = Ең төменгі шек { $lowest }: әр пайызға баға сәйкес келуі үшін ол 0-ден басталуы керек.
finding-policy_level_split = «{ $level }» деңгейінің арасына басқа деңгей түскен: бір деңгейдің шектері қатар тұруы керек.
finding-policy_quality_below_progress = Сапа { $quality } пайыздан басталады, ал үлгерім — { $progress } пайыздан: сапа одан төмен болмауы керек.
finding-policy_fa_points = Журналдың { $low }–{ $high } шкаласы ауқым емес: алдымен ең төменгі (0 немесе одан көп), кейін жоғары балды беріңіз.
finding-policy_rounding_places = Үтірден кейін { $places } таңба тым көп: 0, 1 немесе 2 таңбаға дейін дөңгелектеңіз.

finding-candidate_twice = «{ $item }» тапсырмасының { $version } нұсқасы кандидаттар тізімінде екі рет тұр: бір рет қалдырыңыз.
finding-candidate_p_out_of_range = «{ $item }» тапсырмасының ({ $version } нұсқасы) p қиындығы 0 мен 1 аралығында емес: статистиканы түзетіңіз немесе алып тастаңыз.
finding-candidate_p_without_n = «{ $item }» тапсырмасының ({ $version } нұсқасы) p қиындығы бірде-бір сынаушыға сүйенбейді: n мәнін 0-ден артық көрсетіңіз немесе статистиканы алып тастаңыз.
finding-candidate_points_negative = «{ $item }» тапсырмасының ({ $version } нұсқасы) балы теріс: 0 немесе одан көп көрсетіңіз.
finding-candidate_minutes_negative = «{ $item }» тапсырмасының ({ $version } нұсқасы) уақыты теріс: 0 немесе одан көп көрсетіңіз не көрсетпеңіз.
finding-component_unknown = Спецификацияда «{ $component }» компоненті жоқ: мыналардан таңдаңыз: { $known }.
finding-component_without_rows = «{ $component }» компонентінің жолдары жоқ, сондықтан нұсқада не болуы керегі белгісіз: жоспарын жазыңыз.
finding-row_section_unknown = «{ $row }» жолы жоқ «{ $section }» бөліміне жатады: спецификацияның бөлімін көрсетіңіз.
finding-languages_not_of_component = Бұл компоненттің бірде-бір тесті «{ $languages }» тілдерінде жоқ: мына жиындардың бірінің тілдерін таңдаңыз: { $known }.
finding-subject_choice_missing = Бұл компоненттің пәнін сынаушы таңдайды: { $known ->
        [none] пәнді көрсетіңіз.
       *[other] біреуін көрсетіңіз: { $known }.
    }
finding-subject_not_a_choice = «{ $subject }» таңдау пәндерінің қатарында жоқ: { $known }.
finding-subject_is_fixed = Бұл компоненттің пәні — { $known }; оған «{ $subject }» таңдауға болмайды.
finding-forms_out_of_range = Нұсқалар саны 1-ден { $most }-ға дейін болуы керек.
finding-gap_out_of_range = Ауытқу 0 мен 1 аралығындағы сан болуы керек.
finding-guard_out_of_range = Уақыт шегі 0-ден артық секунд саны болуы керек.
finding-item_forced_and_blocked = «{ $item }» тапсырмасы әрі міндетті, әрі тыйым салынған: тізімдердің бірінде ғана қалдырыңыз.
finding-forced_item_unknown = Міндетті «{ $item }» тапсырмасы кандидаттар арасында жоқ: кодын тексеріңіз немесе алып тастаңыз.
finding-forced_item_fits_no_row = Міндетті «{ $item }» тапсырмасы бірде-бір жолға сай емес; ең жақыны — «{ $row }» жолы, кедергісі: { $reasons }.
finding-row_short = «{ $row }» жолына { $forms } нұсқа үшін { $need } тапсырма керек, сай келетіні { $have } (мақсаттар: { $objectives ->
        [none] кез келген
       *[other] { $objectives }
    }; түрлері: { $types ->
        [none] кез келген
       *[other] { $types }
    }; ойлау деңгейі: { $thinking ->
        [none] кез келген
       *[other] { $thinking }
    }; тілдері: { $languages }). Рецензияда: { $in_review }, басқа фазалардың бәрінде: { $in_other_phases }, тек басқа тілде: { $in_other_languages }.{ $nearest_count ->
        [0] { "" }
       *[other] { " " }Тек «{ $nearest }» шартынан бас тартса, { $nearest_count } қосылады.
    }{ $kept_out ->
        [none] { "" }
       *[other] { " " }Тек бір ғана ережеге сай келмейтін тапсырмалар: { $kept_out }.
    }{ $used_in ->
        [none] { "" }
       *[other] { " " }Мына тоқсанда қолданылғандықтан алынып тасталды: { $used_in }.
    }{ $enemies ->
        [none] { "" }
       *[other] { " " }Сай келетін { $enemies } тапсырманың бәрінің жаулары бар, ал әр жаулар тобынан нұсқада біреуі ғана тұра алады.
    }
finding-rows_compete = { $rows } жолдары бірдей тапсырмаларға таласады: бірге { $forms } нұсқа үшін { $need } керек, сай келетін әртүрлі тапсырма { $have }. Кез келгеніне тапсырма қосыңыз немесе азырақ сұраңыз.
finding-constraints_conflict = Қазіргі банкпен мына шектеулер бір-біріне қайшы: { $constraints }. Біреуін жұмсартыңыз немесе тапсырма қосыңыз.{ $minimal ->
        [true] { "" }
       *[other] { " " }Іздеу үзілді; бәрі кінәлі болмауы мүмкін.
    }
finding-constraint_out_of_reach_below = «{ $constraint }» кемінде { $need } сұрайды; қалай таңдаса да, сай келетін тапсырмалар ең көбі { $have } береді. Көбірек беретін тапсырма қосыңыз немесе азырақ сұраңыз.{ $with_other_phases ->
        [none] { "" }
       *[other] { " " }Бекітілген, сынақтағы және рецензиядағы тапсырмалармен бірге: { $with_other_phases }.
    }
finding-constraint_out_of_reach_above = «{ $constraint }» ең көбі { $need } рұқсат етеді; қалай таңдаса да, сай келетін тапсырмалар кемінде { $have } болады. Азырақ беретін тапсырма қосыңыз немесе көбірек рұқсат етіңіз.{ $with_other_phases ->
        [none] { "" }
       *[other] { " " }Бекітілген, сынақтағы және рецензиядағы тапсырмалармен бірге: { $with_other_phases }.
    }
finding-relaxation_would_do = Нұсқа үшін мынау жеткілікті болар еді: { $changes }.{ $cheapest ->
        [true] { "" }
       *[other] { " " }Іздеу үзілді; бұдан азы да жетуі мүмкін.
    }
finding-nearest_form = Ең жақын нұсқа { $count } шектеуді бұзады: { $violations }. Ол көрсетіледі, бірақ сақталмайды.
finding-assembly_limit_reached = Шек жауаптан бұрын келді (қаралған түйіндер: { $nodes }): шектерді немесе ауытқуды үлкейтіп, қайта іске қосыңыз. Ештеңе сақталған жоқ.
finding-solver_failed = Шешуші істен шықты ({ $problem }): қайта іске қосыңыз, қайталанса — хабарлаңыз.
finding-form_breaks_constraint = Қайта санау { $form } нұсқасын қабылдамады: { $kind } { $about } шектеуі бұзылған (шыққаны { $achieved }). Бұл — қызметтің қатесі; ештеңе сақталған жоқ.
finding-minutes_unknown = Сай келетін { $of } тапсырманың { $count } данасында уақыт көрсетілмеген, жұмыс уақытында олар нөл болып саналады: уақытын толтырыңыз.
finding-statistics_missing = Сай келетін { $of } тапсырманың { $count } данасында қиындық статистикасы жоқ; орташа қиындық мақсаты оларға қатысты емес.
finding-form_language_missing = Нұсқа «{ $language }» тілінде жоқ.
finding-form_item_missing = { $position }-орынға бекітілген тапсырма нұсқасы жоқ.
finding-form_text_missing = { $position }-орындағы тапсырманың «{ $language }» тіліндегі мәтіндері жоқ.
finding-form_stimulus_missing = { $position }-орындағы тапсырманың стимулы жоқ.
finding-form_stimulus_text_missing = { $position }-орындағы тапсырма стимулының «{ $language }» тіліндегі мәтіні жоқ.

finding-academic_year_invalid = «{ $value }» оқу жылы қатар екі жыл емес: { $expected } деп жазыңыз.
finding-accepted_missing_in_language = { $part } бөлігінің { $language } тілінде қабылданатын жауабы жоқ: жауап қосыңыз немесе барлық тілге ортақ жауап беріңіз.
finding-band_reversed = { $band } жолағы { $min } балдан { $max } балға кемиді: алдымен төменгі балды беріңіз.
finding-bands_missing = { $part } бөлігі жолақтармен бағаланады, бірақ олар жоқ: 0-ден бөлік балына дейінгі жолақтарды қосыңыз.
finding-bands_not_contiguous = { $band } жолағы ({ $min }–{ $max }) { $below_max } балда аяқталатын { $below } жолағын жалғастырмайды: оны { $below_max } балдан бір балл жоғары бастаңыз.
finding-bands_not_from_zero = Ең төменгі { $band } жолағы ({ $min }–{ $max }) 0-ден басталуы керек.
finding-bands_not_to_points = Ең жоғарғы { $band } жолағы ({ $min }–{ $max }) бөліктің { $points } балында аяқталуы керек.
finding-battery_score_mismatch = Компоненттер балының қосындысы { $sum }, батареяда { $total }: біреуін өзгертіңіз.
finding-blueprint_missing = { $id } компонентінің жолдары жоқ: оларды компонентте немесе «blueprints» ішінде беріңіз.
finding-blueprint_of_unknown_component = «blueprints» ішінде «{ $id }» үшін жолдар бар, бірақ ондай компонент жоқ: компоненттің кодын көрсетіңіз.
finding-blueprint_twice = { $id } компонентінің жолдары өзінде де, «blueprints» ішінде де бар: біреуін қалдырыңыз.
finding-break_after_end = { $after } минуттан кейінгі үзіліс { $duration } минуттық тесттен тыс: оны ауыстырыңыз.
finding-choice_missing = Компонентті үміткер таңдайды, бірақ «choice» жоқ: рұқсат етілген жұптарды тізіңіз.
finding-choice_pair_of_one = Жұпта { $subject } екі рет аталған: екі пән атаңыз.
finding-choice_without_component = «choice» бар, бірақ пәні by_choice компонент жоқ: қосыңыз немесе таңдауды алып тастаңыз.
finding-closed_type_marked_by_person = { $type } түріндегі { $part } бөлігінің сызбасы { $scheme }: оны кілт бағалай алса да, адам бағалайды.
finding-code_pattern_mismatch = { $code } коды { $pattern } үлгісіне сай емес: кодты немесе үлгіні түзетіңіз.
finding-code_too_long = { $code } коды { $most } таңбадан ұзын: қысқартыңыз.
finding-column_missing = Кестеде профильге қажет «{ $column }» бағаны жоқ: қосыңыз.
finding-column_twice = «{ $column }» бағаны екі рет тұр: біреуінің атын өзгертіңіз немесе өшіріңіз.
finding-column_unused = Профиль «{ $column }» бағанын пайдаланбайды: атауында қате жоқ па?
finding-component_items_mismatch = { $of } жолдарында { $sum } тапсырма, компонентте { $total }: біреуін өзгертіңіз.
finding-component_points_mismatch = { $of } жолдары балының қосындысы { $sum }, компонентте { $total }: біреуін өзгертіңіз.
finding-criterion_objective_not_in_rows = { $criterion } критерийі ешбір жолда жоқ { $code } мақсатын атайды: жол қосыңыз немесе мақсатты алып тастаңыз.
finding-criterion_without_objective = { $criterion } критерийі { $objectives } мақсаттарын біріктіреді, тапсырмада олардың бірде-бірі жоқ: мақсат қосыңыз немесе критерийді алып тастаңыз.
finding-date_invalid = «{ $value }» күн емес: 2026-09-01 түрінде жазыңыз.
finding-descriptor_names_foreign_code = { $descriptor } дескрипторы тапсырмада жоқ { $code } ({ $field }) кодын атайды: оны тапсырмаға қосыңыз немесе дескрипторды түзетіңіз.
finding-descriptor_points_not_positive = { $descriptor } дескрипторының балы { $points }: 0-ден көп балл беріңіз.
finding-descriptors_missing = { $part } бөлігі дескрипторлармен бағаланады, бірақ олар жоқ: қосыңыз.
finding-duplicate_id = «{ $id }» { $first } орнында бар: әрқайсысына өз кодын беріңіз.
finding-duplicate_options = { $first } мен { $second } нұсқалары бірдей ({ $language }): біреуін өзгертіңіз.
finding-duration_missing = Ұзақтығы көрсетілмеген: үміткерлердің уақыты шектелмейді.
finding-encoding_invalid = { $byte }-байт { $encoding } емес: файлды UTF-8 түрінде сақтаңыз.
finding-external_id_missing = Жазбаның өз коды жоқ: қайта импорттағанда қосарланбауы үшін код беріңіз.
finding-field_not_for_scheme = «{ $field }» { $scheme } сызбасында мәнсіз: алып тастаңыз немесе сызбаны өзгертіңіз.
finding-field_not_for_stimulus = «{ $field }» { $kind } түріндегі стимулда мәнсіз: алып тастаңыз.
finding-field_not_for_type = «{ $field }» { $type } түрінде мәнсіз: алып тастаңыз немесе түрді өзгертіңіз.
finding-file_empty = Файл бос: тақырып жолы мен жазбалар керек.
finding-grade_out_of_range = { $grade }-сынып { $max } сыныптан жоғары: түзетіңіз.
finding-grade_outside_subject = { $subject } { $min }–{ $max } сыныптарда оқытылады, { $grade }-сыныпта емес: сыныпты немесе пәнді түзетіңіз.
finding-grades_reversed = Төменгі { $min } сынып жоғарғы { $max } сыныптан үлкен: орындарын ауыстырыңыз.
finding-key_absent = Жазбада кілт жоқ: қосыңыз.
finding-key_forbidden = { $document } түріндегі құжатта «{ $key }» болмайды: алып тастаңыз немесе схеманы өзгертіңіз.
finding-key_is_every_option = Барлық нұсқа — кілт: қате нұсқа қосыңыз.
finding-key_is_longest_option = { $option } кілті басқалардан әлдеқайда ұзын ({ $length } таңба, келесісі { $next }): ол өзін білдіріп тұр.
finding-key_missing = { $type } түріндегі { $part } бөлігінің кілті жоқ: қосыңыз.
finding-key_not_among_options = «{ $key }» кілті { $labels } нұсқаларының арасында жоқ: түзетіңіз.
finding-key_not_for_type = { $type } түріндегі тапсырманың кілті болмайды, ал жазбада «{ $key }» тұр: алып тастаңыз немесе түрді өзгертіңіз.
finding-key_required = { $document } түріндегі құжатқа «{ $key }» керек: қосыңыз.
finding-key_too_many = { $type } түріндегі тапсырманың бір ғана кілті болады, мұнда { $have } ({ $keys }): біреуін қалдырыңыз немесе MULTI түрін беріңіз.
finding-key_unknown_id = Мұнда «{ $id }» жоқ: { $known } ішінен таңдаңыз.
finding-language_unreadable = «{ $value }» тіл коды емес: оны kk сияқты кодпен сәйкестендіріңіз.
finding-languages_missing = Оқыту тілі көрсетілмеген: кемінде біреуін атаңыз.
finding-level_above_hundred = { $level } деңгейі { $from } пайыздан басталады: төменгі шек 100-ден аспайды.
finding-levels_not_from_zero = Бірінші { $level } деңгейі { $from } шегінен басталады: 0-ден басталуы керек.
finding-levels_overlap = { $from } шегінен басталатын { $level } деңгейі { $below_from } шегінен басталатын { $below } деңгейінен жоғары емес: деңгейлер қабаттасады; шегін көтеріңіз.
finding-licence_missing = Лицензия жоқ: көрсетіңіз, әйтпесе осыны пайдаланатын ештеңе бекітілмейді.
finding-look_alike_letters = Сөздердің ішінде басқа әліпбидің әріптері бар ({ $letters }): қайта теріңіз ({ $language }).
finding-manifest_key_not_trusted = Манифестке { $key } кілтімен қол қойылған, ал сенімді кілт басқа.
finding-manifest_snapshot_unknown = Дерекқорда { $hash } кандидаттары жоқ: кестені файлмен беріңіз.
finding-manifest_specification_unknown = Дерекқорда «{ $id }» ерекшелігінің { $version } нұсқасы жоқ: оны файлмен беріңіз.
finding-manifest_tampered = Манифест қол қойылғаннан кейін өзгертілген немесе қолтаңбасы бұзылған: оны жасалған жерінен қайта алыңыз.
finding-manifest_unsigned = Манифестке қол қойылмаған, ал сенімді кілт керек.
finding-mapping_attribute_missing = Профильде «{ $attribute }» қайдан алынатыны айтылмаған: ереже қосыңыз.
finding-mapping_code_without_external_id = «{ $code }» код үлгісінде {"{"}external_id{"}"} жоқ: барлық тапсырманың коды бірдей болар еді.
finding-mapping_language_rule = «{ $word }» мәтіндеріне жазба тілінің ережесі, ал ережеге сол мәтіндер керек: екеуін де беріңіз немесе ешқайсысын бермеңіз.
finding-mapping_language_unknown = «{ $code }» тіл коды емес: kk сияқты код жазыңыз.
finding-mapping_options_rule = JSON Lines нұсқаларды тізімнен, CSV бағандардан алады: дереккөзге сайын беріңіз.
finding-mapping_pointer_invalid = «{ $from }» JSON көрсеткіші емес: оны қиғаш сызықтан бастаңыз.
finding-mapping_rule_from_or_value = Ережеде не «from», не «value» болады: дәл біреуін беріңіз.
finding-max_chosen_below_keys = Ең көбі { $max_chosen } нұсқа таңдауға болады, ал кілт { $keys }: шекті көтеріңіз.
finding-max_chosen_missing = { $rule } ережесіне «max_chosen» керек: қанша нұсқа таңдауға болатынын айтыңыз.
finding-max_correct_above_options = { $max_correct } кілт { $options } нұсқадан көп: санын азайтыңыз.
finding-minutes_mismatch = Минуттардың қосындысы { $sum }, ұзақтығы { $total }: біреуін өзгертіңіз.
finding-minutes_missing = Орындау уақыты жоспарланбаған: минутын беріңіз.
finding-minutes_negative = Минут нөлден кем: 0 немесе одан көп беріңіз.
finding-minutes_per_candidate_missing = { $section } бөлімі бөлек өтеді: әр үміткерге қанша минут екенін айтыңыз.
finding-negative_stem = Сұрақта болымсыздық бар («{ $word }», { $language }): болымды сұраңыз немесе сөзді ерекшелеңіз.
finding-number_invalid = «{ $value }» ондық сан емес: 12.5 сияқты нүктемен жазыңыз.
finding-number_unreadable = «{ $value }» «{ $attribute }» үшін сан ретінде оқылмайды: түзетіңіз.
finding-numbers_differ_between_languages = Сұрақта { $first } тілінде { $first_numbers }, { $second } тілінде { $second_numbers } сандары тұр: аудармаларды салыстырыңыз.
finding-numeric_options_unordered = Нұсқалар — ретсіз сандар: реттеңіз.
finding-objective_of_other_grade = { $code } мақсаты { $grade }-сыныпқа жатады: солай ойластырылған ба?
finding-objectives_missing = Бірде-бір мақсат аталмаған: кемінде біреуін атаңыз.
finding-option_all_or_none = { $option } нұсқасы «барлығы» не «ешқайсысы» дегенді білдіреді («{ $text }»): ауыстырыңыз.
finding-option_empty = { $option } нұсқасының мәтіні жоқ ({ $language }): жазыңыз.
finding-option_label_invalid = «{ $label }» белгісі бос немесе қайталанған: әр нұсқаға өз белгісін беріңіз.
finding-options_differ_by_case_only = { $first } мен { $second } нұсқалары тек бас әріппен ерекшеленеді ({ $language }): солай ойластырылған ба?
finding-options_differ_in_length = Ең ұзын нұсқа { $longest } таңба, ең қысқасы { $shortest }: теңестіріңіз.
finding-options_not_list = Нұсқалар тізім емес: көрсеткішті немесе жазбаны түзетіңіз.
finding-options_too_few = { $type } түріндегі тапсырмаға кемінде { $need } ({ $list }) керек, мұнда { $have }: қосыңыз.
finding-options_too_many = { $type } түріндегі тапсырмада ең көбі { $most } нұсқа болады, мұнда { $have }: артығын алып тастаңыз.
finding-order_incomplete = Дұрыс ретте { $ids } жоқ: барлық нұсқаны қосыңыз.
finding-overlap_above_items = Ортақ тапсырма { $overlap }, ал барлығы { $items }: санын азайтыңыз.
finding-pairs_incomplete = { $ids } элементтерінің жұбы жоқ: әр сол жақ элементке жұп беріңіз.
finding-parallel_forms_out_of_range = Параллель нұсқалар саны { $have }: 1-ден 100-ге дейін беріңіз.
finding-parent_rubric_incomplete = { $criterion } бойынша ата-анаға арналған рубрикада { $missing } жоқ: қосыңыз.
finding-parts_missing = Тапсырманың бөлігі жоқ: кемінде біреуін қосыңыз.
finding-parts_sum_mismatch = Бөліктер балының қосындысы { $sum }, тапсырмада { $points }: біреуін өзгертіңіз.
finding-pattern_invalid = { $pattern } үлгісі тұрақты өрнек емес ({ $reason }): түзетіңіз.
finding-points_missing = { $part } бөлігінің балы жоқ: 0-ден көп беріңіз.
finding-points_negative = { $points } балл нөлден кем: 0 немесе одан көп беріңіз.
finding-points_sum_mismatch = { $part } бөлігі дескрипторларының қосындысы { $sum }, бөлікте { $points } балл: біреуін өзгертіңіз.
finding-pool_code_missing = Кестеде «code» бағаны (немесе id, item, item_id, item_code) жоқ: қосыңыз немесе қай баған екенін профильде көрсетіңіз.
finding-pool_column_reserved = «{ $column }» бағанының атын ережелер басқа мағынада қолданады немесе ол тым ұзын: бағанды басқаша атаңыз немесе атрибутын профильде көрсетіңіз.
finding-pool_empty = Кестеде тапсырма жоқ: кемінде бір жол қосыңыз.
finding-pool_information_impossible = { $model } моделінің { $parameters } параметрлері есептеуге жарайтын ақпарат бермейді: c 0-ден басталып 1-ден кіші, d c-дан үлкен және 1-ден аспайды, бәрі әдеттегі шамада болады.
finding-pool_item_twice = «{ $item }» тапсырмасының { $version } нұсқасы { $line }-жолда бар: жолдардың бірін қалдырыңыз.
finding-pool_number_outside = «{ $value }» «{ $attribute }» үшін { $least } мен { $most } аралығынан тыс: түзетіңіз.
finding-pool_parameter_unknown = «{ $name }» параметрі жоқ: a, b, c, d, b1, b2 … белгілі.
finding-pool_parameters_not_whole = { $model } моделін тек { $parameters } бойынша есептеу мүмкін емес: жетіспейтінін қосыңыз немесе модельді түзетіңіз.
finding-pool_stimulus_differs = «{ $stimulus }» стимулының { $line }-жолда «{ $attribute }» мәні басқа: оның барлық тапсырмасы ол туралы бірдей айтады.
finding-pool_stimulus_without_code = «{ $attribute }» стимул туралы айтылған, бірақ жол оны атамайды: «stimulus» бағанын толтырыңыз.
finding-prefix_without_objectives = { $subject } пәнінің ешбір мақсаты { $prefix } деп басталмайды: префиксті түзетіңіз.
finding-prompt_missing = { $part } бөлігінде не сұралатыны айтылмаған ({ $language }): сұрағын жазыңыз.
finding-question_has_points = { $part } бөлігі — сауалнама сұрағы, балы { $points }: 0 қойыңыз.
finding-quote_unclosed = Осы жолда басталған тырнақшадағы ұяшық жабылмаған: тырнақшаны жабыңыз.
finding-range_reversed = Аралық { $min } санынан { $max } санына кемиді: орындарын ауыстырыңыз.
finding-read_failed = Оқу осы жерде тоқтады ({ $reason }): файлды тексеріңіз.
finding-record_not_json = Жол JSON емес ({ $reason }): түзетіңіз.
finding-record_not_object = Жол JSON, бірақ нысан емес: әр жолға бір нысан жазыңыз.
finding-record_too_long = Жазба { $most } байттан ұзын: бөліңіз немесе ашық тырнақшаны жабыңыз.
finding-recording_number_zero = «{ $field }» 0-ге тең: кемінде 1 беріңіз.
finding-row_field_not_for_types = { $row } жолы: «{ $field }» { $types } түрлерінің ешқайсысына сай емес: алып тастаңыз немесе түрлерді өзгертіңіз.
finding-row_items_zero = { $row } жолы 0 тапсырма сұрайды: кемінде 1 беріңіз.
finding-row_objectives_missing = { $row } жолында тапсырмалардың не туралы екені айтылмаған: мақсаттарды немесе префиксті атаңыз.
finding-row_points_not_positive = { $row } жолы { $points } балл береді: 0-ден көп беріңіз.
finding-row_width_mismatch = Жолда { $have } ұяшық, тақырыпта { $need }: бөлгіштерді тексеріңіз.
finding-rows_sum_mismatch = Жолдар балының қосындысы { $sum }, ең жоғары балл { $total } ({ $of }): біреуін өзгертіңіз.
finding-rule_not_for_type = { $rule } ережесі { $type } түрінде мәнсіз: басқасын таңдаңыз.
finding-scheme_missing = { $type } түріндегі { $part } бөлігін адам бағалайды, ал сызбасы { $scheme }: дескрипторлар немесе жолақтар қосыңыз.
finding-scheme_not_for_type = { $type } түріндегі { $part } бөлігінде { $scheme } сызбасы болмайды: басқасын таңдаңыз.
finding-seconds_missing = Жазбаның ({ $kind }) ұзақтығы жоқ: секундын беріңіз.
finding-section_not_named = { $row } жолында бөлім көрсетілмеген: атаңыз.
finding-section_sum_mismatch = { $of } бөлімі жолдарының қосындысы { $sum } балл, бөлімде { $total }: біреуін өзгертіңіз.
finding-section_without_rows = { $section } бөлімінің жолдары жоқ: қосыңыз немесе бөлімді алып тастаңыз.
finding-sections_score_mismatch = Бөлімдер балының қосындысы { $sum }, ең жоғары балл { $total }: біреуін өзгертіңіз.
finding-share_out_of_range = «{ $field }» мәні { $share }: 0 мен 1 арасындағы сан беріңіз.
finding-share_range_invalid = { $level } үлесі { $min } мен { $max } аралығында: 0 мен 1 арасындағы екі сан беріңіз, алдымен кішісін.
finding-share_unreachable = { $rows } жолдары { $level } деңгейіне { $least }–{ $most } үлес береді, талап { $min }–{ $max }: жолдарды немесе үлесті өзгертіңіз.
finding-shares_never_sum_to_one = Үлестер бірге { $min }–{ $max } болады, ешқашан 1 емес: кеңейтіңіз.
finding-source_language_without_texts = Бастапқы { $language } тілінде мәтін жоқ: қосыңыз немесе басқа тілді атаңыз.
finding-stem_empty = Тапсырманың мәтіні жоқ ({ $language }): сұрағын жазыңыз.
finding-stimulus_body_empty = Стимулдың ({ $kind }) { $language } тілінде мәтіні немесе жазбасы жоқ: жазыңыз.
finding-stimulus_count_out_of_range = { $items } тапсырмаға { $count } стимул мүмкін емес: 1-ден { $items } санына дейін беріңіз.
finding-term_out_of_range = { $term }-тоқсан жоқ: 1-ден 4-ке дейін беріңіз.
finding-test_language_unknown = «{ $value }» тест тілі емес: kk сияқты код немесе { $word } деп жазыңыз.
finding-text_empty = Бұл мәтін бос: жазыңыз немесе алып тастаңыз.
finding-text_for_unknown_id = Жоқ «{ $id }» ({ $what }) үшін мәтін бар: { $known } ішінен таңдаңыз.
finding-text_missing_for_id = «{ $id }» ({ $what }) үшін { $language } тілінде мәтін жоқ: жазыңыз.
finding-text_missing_in_language = { $language } тіліндегі мәтін жоқ: қосыңыз.
finding-text_only_in_some_languages = «{ $field }» басқа тілдерде бар, { $language } тілінде жоқ: аударыңыз.
finding-texts_missing = Ешбір тілде мәтін жоқ: қосыңыз.
finding-thinking_counts_mismatch = { $row } жолы: ойлау деңгейлері бойынша { $sum } тапсырма, жолда { $total }: біреуін өзгертіңіз.
finding-thinking_missing = Мақсаты { $purpose } тапсырманың ойлау деңгейі жоқ: KU, AP немесе HO таңдаңыз.
finding-threshold_above_maximum = { $of } шекті балы { $points } 0 мен { $max } арасында болуы керек: түзетіңіз.
finding-unit_required_without_units = Өлшем бірлігі міндетті, бірақ біреуі де берілмеген: жазылуын тізіңіз.
finding-unknown_criterion = { $subject } пәнінде { $code } критерийі жоқ; ең жақыны: { $nearest }.
finding-unknown_grading_policy = { $code } бағалау ережесі жоқ; ең жақыны: { $nearest }.
finding-unknown_language = «{ $code }» тіл коды емес; ең жақыны: { $nearest }.
finding-unknown_objective = { $subject } пәнінде { $code } мақсаты жоқ; ең жақыны: { $nearest }.
finding-unknown_programme = { $code } бағдарламасы жоқ; ең жақыны: { $nearest }.
finding-unknown_section = { $section } бөлімі жоқ: { $known } ішінен таңдаңыз.
finding-unknown_stimulus = { $code } стимулы жоқ: алдымен жасаңыз немесе кодты түзетіңіз.
finding-unknown_subject = { $code } пәні жоқ; ең жақыны: { $nearest }.
finding-unknown_unit = { $subject } пәнінде бұл сыныпта { $code } бөлімі жоқ; ең жақыны: { $nearest }.
finding-validity_reversed = { $from } басталғанға дейін { $to } күні аяқталады: күндердің бірін түзетіңіз.
finding-value_missing = «{ $attribute }» мәні жоқ: қосыңыз.
finding-value_not_mapped = «{ $value }» «{ $attribute }» үшін белгісіз; ең жақыны: { $nearest }; белгілілері: { $known }.
finding-value_not_text = «{ $attribute }» тізім немесе нысан: мәтін беріңіз.
finding-value_unreadable = Жазбадан тапсырма шықпайды ({ $reason }): профильді тексеріңіз.
finding-variants_exactly_one = { $of } компоненті «language_versions» пен «distinct_tests» екеуін де береді не ешқайсысын бермейді: дәл біреуін беріңіз.
finding-version_zero = Нұсқа нөмірлері 1-ден басталады.
finding-version_published_otherwise = «{ $code }» құжатының { $version }-нұсқасы басқа мазмұнмен жарияланған: жаңа мазмұнға жаңа нұсқа нөмірін беріңіз.
finding-specification_draft_open = { $version }-нұсқа әлі жоба күйінде: келесісін бастамас бұрын оны өзгертіңіз немесе жариялаңыз.
finding-specification_code_fixed = Спецификацияның «{ $code }» коды өзгермейді: id өрісіне соны жазыңыз немесе басқа спецификация жасаңыз.
finding-specification_version_fixed = Бұл мәтіннің нұсқа нөмірі { $version } болуы керек: түзетіңіз.
finding-specification_state = { $version }-нұсқаның күйі «{ $state }», ал бұған «{ $needed }» күйі керек.
problem-title-forbidden = Ережемен тыйым салынған
problem-forbidden = Рұқсатыңыз бар, бірақ ереже мұны сізге жасатпайды; қателерді қараңыз.
finding-version_published_with_other_content = «{ $code }» бағдарламасының { $version }-нұсқасы басқа мазмұнмен жарияланған. Келесі нұсқа ретінде жариялаңыз.
finding-stimulus_in_use = «{ $code }» стимулына мөрленген тапсырма байланған, сондықтан ол өзгермейді. Басқа кодпен жаңа стимул жасаңыз.
finding-item_code_fixed = Тапсырманың коды — «{ $code }», ол өзгермейді. Осы кодты жазыңыз.
finding-version_open = Тапсырманың { $number }-нұсқасы { $phase } кезеңінде. Келесісін бастамас бұрын оны аяқтаңыз.
finding-version_not_draft = { $number }-нұсқа { $phase } кезеңінде; тек жоба нұсқаны өзгертуге болады. Жаңа нұсқа бастаңыз.
finding-phase_forbids = { $action } әрекеті { $phase } кезеңінде мүмкін емес. Ол мына кезеңдерден басталады: { $from }.
finding-own_item_reviewed = Бұл нұсқаны сіз жаздыңыз, сондықтан оны басқа адам тексеруі керек.
finding-variant_stale = «{ $language }» тіліндегі мәтіндер «{ $source }» тіліндегі түпнұсқасынан ескі. Оларды тексеріп, қайта сақтаңыз.
finding-resubmitted_unchanged = { $number }-нұсқа қайтарылғалы ештеңе өзгермеген. Рецензент көрсеткенді түзетіп, қайта жіберіңіз.
finding-language_invalid = «{ $value }» тіл коды емес. kk сияқты екі-үш кіші латын әрпін жазыңыз.
finding-enemies_too_few = Тапсырма өзіне өзі қарсы бола алмайды: екі не одан көп әртүрлі тапсырманы атаңыз.
finding-enemy_named_twice = «{ $item }» тапсырмасы екі рет аталған, алғашқысы — { $first }. Біреуін қалдырыңыз.
finding-enemy_other_subject = Тапсырма { $subject } пәнінен, біріншісі { $expected } пәнінен. Үйлеспейтін тапсырмалар бір пәннен болады.
finding-statistic_out_of_range = { $metric } мәні { $minimum } мен { $maximum } аралығында болады, { $value } олай емес.
finding-statistic_model_unfit = { $metric } көрсеткіші { $model } моделіне жатпайды. Оның көрсеткіштері: { $allowed }.
finding-statistic_taken = Тапсырманың бұл нұсқасында осы өткізуден осы көрсеткіш бар. Басқа өткізуді атаңыз немесе жолды алып тастаңыз.
finding-standard_error_negative = { $value } стандартты қатесі 0-ден кіші. 0 немесе одан үлкен мән беріңіз.
finding-specification_not_approved = Спецификацияның { $version }-нұсқасы { $state } күйінде: варианттар тек бекітілген немесе жарияланған нұсқа бойынша құрастырылады.
finding-assembly_timed_out = Есептеу { $seconds } секундтан кейін жауапсыз тоқтатылды: варианттар санын азайтыңыз, ауытқуды кеңейтіңіз немесе ережелерді азайтыңыз.
finding-solver_crashed = Есептеуіш қатемен аяқталды, ештеңе сақталған жоқ. Қайталап көріңіз; қате қайталанса, варианттар немесе тапсырмалар санын азайтыңыз.
finding-assembly_cancelled = Құрастыру тоқтатылды, вариант жасалған жоқ.
finding-form_state = Вариант { $state } күйінде, ал бұл әрекетке қажет күй: { $needed }.
finding-form_item_unusable = { $position }-тапсырма, коды { $item }, қазір { $phase } кезеңінде: онсыз жаңа вариант құрастырыңыз.

## Шарттар және құрастыру ережелері

finding-candidate_attribute_bad = { $item } тапсырмасының ({ $version } нұсқасы) «{ $attribute }» белгісі -1 000 000 000 мен 1 000 000 000 аралығындағы шекті сан емес. Түзетіңіз немесе белгісіз болса, алып тастаңыз.
finding-candidate_attribute_reserved = { $item } тапсырмасы ({ $version } нұсқасы) «{ $attribute }» атты өз белгісін әкеледі: мұндай белгі әр тапсырмада не стимулда бар, не атау бос немесе тым ұзын. Басқаша атаңыз.
finding-candidate_parameter_bad = { $item } тапсырмасының ({ $version } нұсқасы) «{ $scale }» шкаласындағы «{ $parameter }» параметрі −1000 мен 1000 аралығындағы сан емес. Калибрлеуді түзетіңіз немесе жиынтықты алып тастаңыз.
finding-candidate_stimulus_contradicts = { $stimulus } стимулының { $item } тапсырмасындағы ({ $version } нұсқасы) деректері { $other } тапсырмасындағыдан басқа. Стимулдың барлық тапсырмасында бірдей дерек беріңіз.
finding-expression_empty = Шарт бос. Шартты жазыңыз немесе кілтті алып тастаңыз.
finding-expression_kind = Шарттың { $column }-бағанында { $wanted ->
        [number] сан
        [text] мәтін
        [texts] тізім
       *[truth] салыстыру немесе белгі атауы
    } керек, ал онда { $is ->
        [number] сан
        [text] мәтін
        [texts] тізім
       *[truth] ақиқат не жалған
    } тұр.
finding-expression_list_compared = Шарттың { $column }-бағанында тізім салыстырылады: оның бір мәнін сұрау үшін «has» жазыңыз.
finding-expression_name_empty = Шарт { $column }-бағанда оқылмайды: кері тырнақшалар арасында атау жоқ.
finding-expression_number_bad = Шарт { $column }-бағанда оқылмайды: «{ $number }» сан емес. Цифрдан басталатын атаулар кері тырнақшада тұрады.
finding-expression_quote_open = Шарт { $column }-бағаннан бастап оқылмайды: жабатын { $quote } жоқ.
finding-expression_sign_foreign = Шарт { $column }-бағанда оқылмайды: «{ $sign }» орнына «{ $write }» жазыңыз.
finding-expression_sign_unknown = Шарт { $column }-бағанда оқылмайды: «{ $sign }» мұнда ештеңе білдірмейді. Мәтіндер тырнақшада, ерекше атаулар кері тырнақшада тұрады.
finding-expression_syntax = Шарт { $column }-бағанда оқылмайды{ $near ->
        [none] , ол сонда аяқталады
       *[other] , { $near } алдында
    }: { $wanted ->
        [closing] жабатын жақша
        [comma_or_closing] үтір немесе жабатын жақша
        [list] жақша ішіндегі тізім
        [literal] сан, тырнақшадағы мәтін, true немесе false
        [operator_or_end] «and», «or», салыстыру немесе соңы
       *[value] мән (сан, тырнақшадағы мәтін немесе белгі атауы)
    } керек.
finding-expression_too_large = Шарт тым үлкен: ең көбі { $most } { $of ->
        [characters] таңба
        [depth] жақша, «not» және минус деңгейі
       *[parts] бөлік
    } оқылады. Бірнеше ережеге бөліңіз.
finding-layout_impossible = { $form } нұсқасы үшін таңдалған тапсырмаларды { $rules } ережелері сақталатын ретпен қоюға болмайды{ $proven ->
        [true] { "" }
       *[other] { " " }(іздеу үзілді)
    }. Біреуін жұмсартыңыз, оған салмақ беріңіз немесе басқа тұқыммен басқа тапсырмалар таңдаңыз.
finding-overlap_min_above_max = Кез келген екі нұсқада кемінде { $min } ортақ тапсырма болуы керек, ал ең көбі { $max } бола алады. Ортақ тапсырмаға көбірек рұқсат беріңіз немесе ең аз санды алып тастаңыз.
finding-rule_attribute_missing = { $rule } ережесі: ол айтатын { $of } тапсырманың { $count } данасында «{ $attribute }» жоқ, олар қосындыға да, санға да кірмейді.
finding-rule_attribute_mixed = { $rule } ережесі: жиында «{ $attribute }» әр түрлі ({ $kinds }). Барлық тапсырмаға бір түрін беріңіз.
finding-rule_attribute_not_number = { $rule } ережесі «{ $attribute }» бойынша есептейді, ал ол сан емес ({ $is }). Сандық белгіні атаңыз.
finding-rule_attribute_unheard = { $rule } ережесі: «{ $attribute }»{ $column ->
        [none] { "" }
       *[other] { " " }({ $column }-баған)
    } — әр тапсырмада не стимулда бар белгі емес; оны жиын әкелуі керек.{ $nearest ->
        [none] { "" }
       *[other] { " " }Мүмкін, «{ $nearest }»?
    }
finding-rule_attribute_unknown = { $rule } ережесі: жиындағы бірде-бір тапсырмада не стимулда «{ $attribute }» белгісі жоқ.{ $nearest ->
        [none] { "" }
       *[other] { " " }Мүмкін, «{ $nearest }»?
    } Атауды түзетіңіз немесе белгіні жиынмен бірге әкеліңіз.
finding-rule_field_forbidden = { $rule } ережесі: «{ $kind }» түріндегі ережеде «{ $field }» ештеңе білдірмейді. Алып тастаңыз.
finding-rule_field_missing = { $rule } ережесі: «{ $kind }» түріндегі ережеге «{ $field }» керек. Қосыңыз.
finding-rule_form_unknown = { $rule } ережесі «{ $form }» нұсқасына арналған, ал спецификация сұрайтын нұсқалар саны: { $forms } (A, B және т. б.). Солардың бірін атаңыз немесе көбірек нұсқа сұраңыз.
finding-rule_matches_nothing = { $rule } ережесі: нұсқаларда тұра алатын ештеңе оның шартына сай емес.
finding-rule_number_not_whole = { $rule } ережесі: «{ $field }» мәні { $value }, ал ол 0-ден басталатын бүтін сан болуы керек.
finding-rule_number_too_large = { $rule } ережесі: «{ $field }» -{ $most } мен { $most } аралығында болуы керек.
finding-rule_violated = { $form } нұсқасы жұмсақ { $rule } ережесін бұзады: шыққаны { $achieved }, артығы не кемі { $by }.
finding-rule_weight_not_positive = { $rule } ережесі: { $weight } салмағы 0-ден артық және { $most } мәнінен аспауы керек. Салмағы жоқ ереже ешқашан бұзылмайды.
finding-rule_without_bounds = { $rule } ережесі: «{ $kind }» түріндегі ережеге «min» немесе «max» керек. Біреуін қосыңыз.

## Сыныптар, өткізу, жауаптар, балдар, журнал

finding-bulk_too_many = Сұрауда { $count } жол бар; бір жолы көп дегенде { $limit } жол қабылданады. Сұрауды бөліңіз.
finding-candidate_code_form = «{ $code }» — бүркеншік код емес: әріп, цифр, «.», «_», «-» және кемінде бір цифр болсын; есім де, ЖСН де жазылмайды.
finding-row_twice = { $what }: осы сұраудың { $first }-жолында бар (0-ден саналады). Біреуін қалдырыңыз.
finding-candidate_in_class = { $code } қатысушысы бұл сыныпта бар.
finding-candidate_differs = Мектепте { $code } қатысушысының ерекше қажеттілік белгісі басқаша жазылған. Кодты тексеріңіз.
finding-candidate_unknown = Мұнда { $candidate } қатысушысы жоқ. Кодты тексеріңіз немесе қатысушыны алдымен сыныпқа қосыңыз.
finding-position_unknown = Нұсқада { $position }-орын жоқ: 1-ден { $last } дейінгі орындар бар.
finding-part_unknown = { $part ->
        [none] { $position }-орында бірнеше бөлік бар
       *[other] { $position }-орында «{ $part }» бөлігі жоқ
    }. Мыналардың бірін атаңыз: { $parts }.
finding-form_not_locked = Нұсқаның күйі: { $state }. Тек бекітілген (locked) нұсқаны өткізуге болады.
finding-class_empty = Сыныпта қатысушы жоқ. Алдымен оларды қосыңыз.
finding-date_unknown = Күнтізбеде { $value } күні жоқ. Былай жазыңыз: 2026-12-18.
finding-class_grade_unfit = Сынып — { $grade }-сынып, нұсқа { $needed }-сыныпқа арналған.
finding-class_language_unfit = Сыныптың оқыту тілі — «{ $language }», нұсқа мына тілдегі сыныптарға арналған: { $needed }.
finding-sitting_language_unfit = «{ $language }» тілінде өткізуге болмайды: нұсқа { $offered } тілінде бар, сыныпқа { $needed } керек.
finding-attempt_part_unknown = Талпыныста { $part }-бөлік жоқ.
finding-reason_missing = «{ $what }» үшін себеп керек. Оны жазыңыз.
finding-attempt_state_missing = { $candidate } қатысқаны жазылмаған ({ $part }-бөлік). Алдымен present, absent немесе absent_valid белгілеңіз.
finding-sitting_closed = Өткізу жабылған: енді ештеңе енгізілмейді.
finding-attempt_not_present = { $candidate } { $part }-бөлікте { $state } деп жазылған. Қате болса, алдымен present белгілеңіз.
finding-response_exists = { $candidate } қатысушысының { $position }-орынға жауабы бар. Ауыстыру үшін "replace": true жіберіңіз.
finding-response_marked = { $candidate } қатысушысының { $position }-орындағы жауабын адам бағалаған (балл нөмірі { $mark }). Жауапты емес, балды ауыстырыңыз.
finding-mark_source_key = Мұндай балды қызметтің өзі немесе жеке операция қояды. Кім бағалағанын көрсетіңіз: teacher, independent, self немесе peer.
finding-absent_state_missing = { $candidate } балсыз және болмағаны жазылмаған. Балл беріңіз немесе болмағанын жазыңыз.
finding-mark_exists = Балл қойылған (нөмірі { $current }). Оны "supersedes" ішінде атап, себебін жазыңыз.
finding-mark_source_weaker = «{ $source }» балы — кері байланыс, есепке алынатын балды ауыстыра алмайды.
finding-mark_not_current = { $mark } балы ағымдағы емес{ $current ->
        [none] { "" }
       *[other] ; ағымдағысы — { $current }
    }. Қайта оқып, жаңадан шешіңіз.
finding-feedback_missing = Мұнда ештеңе сөзсіз қайтарылмайды: қатысушыға «feedback» жазыңыз.
finding-mark_by_plan = { $candidate } қатысушысының { $position }-орны тексеру жоспары бойынша бағаланады: балды сол жоспардың тексерушілері енгізеді.
finding-marking_needs_adjudicator = Тексерушілер келіспегенде шешетін және бақылау жұмыстарын келісетін біреу керек: төрешіні атаңыз.
finding-marking_needs_two = Екі рет тексеру үшін екі түрлі адам керек: тағы бір тексерушіні атаңыз.
finding-marking_share_of_single = Үлес екі рет тексеруге арналған; бір тексеруші болса, оны алып тастаңыз.
finding-marking_share_range = { $share } % үлесті екі рет тексеру мүмкін емес: 0-ден көп, 100-ден аспайтын сан жазыңыз.
finding-marking_tolerance_negative = Рұқсат етілген айырма — 0 балл немесе одан көп.
finding-marking_named_twice = «{ $value }» екі рет аталған: бір рет жеткілікті.
finding-marking_nobody_for = { $position }-орын: { $scripts } жұмысты тексере алатындар { $needed } адамнан аз. Тағы тексеруші атаңыз немесе тыйымды алып тастаңыз.
finding-marking_forms_differ = Өткізулер әртүрлі нұсқаға жатады: әр нұсқаға жеке тексеру жоспарын жасаңыз.
finding-marking_home_below = Өткізулер бірнеше мектептікі: оларды тексеру жоспарын ұйымы бәрінен жоғары тұрған адам жасайды.
finding-marking_plan_exists = Өткізулердің бірінде тексеру жоспары бар: оның жаңа нұсқасын жасаңыз.
finding-marking_position_unfit = { $position }-орынды адамдар бағаламайды: басқасын атаңыз немесе алып тастаңыз.
finding-marking_nothing_to_mark = Нұсқада адамдар бағалайтын тапсырма жоқ: бәрін кілт бағалайды.
finding-marker_without_grant = «{ $user }» бұл өткізулерге балл енгізе алмайды: алдымен рөл беріңіз немесе басқа адамды атаңыз.
finding-marking_seat_missing = Тексеру жоспары { $candidate } қатысушысының { $position }-орнын сізге бермейді.
finding-marking_settled = { $candidate } қатысушысының { $position }-орны шешілген: оның балын тек модерация өзгертеді.
finding-marking_first_missing = Бірінші тексеруші { $candidate } қатысушысының { $position }-орнын әлі бітірген жоқ: сіз одан кейін тексересіз.
finding-adjudicator_not_named = Тексеру жоспары сізді төреші деп атамайды.
finding-adjudicator_marked_it = { $candidate } қатысушысының { $position }-орнын өзіңіз тексересіз: басқа төреші шешеді.
finding-marking_not_apart = { $candidate } қатысушысының { $position }-орнында шешетін ештеңе жоқ: балл жетіспейді немесе тексерушілер келіспей тұрған жоқ.
finding-marking_unfinished = Тексеру жоспарының { $tasks } тапсырмасы әлі шешілмеген (төрешіні күтетіні: { $apart }). Алдымен соларды бітіріңіз.
finding-moderation_of_open = Өткізу ашық: жабылғанға дейін балдар әдеттегідей ауыстырылады, жабылғаннан кейін — модерациямен.
finding-moderation_protocol_missing = Модерацияның хаттамасы болады: оның нөмірін жазыңыз.
finding-moderation_too_late = Бағалар { $graded } күні қойылады; модерация оған { $days } күн қалғанда, { $last } күні аяқталады. Бүгін { $today }.
finding-moderation_same_points = { $candidate }, { $position }-орын: балл дәл осындай. Жолды алып тастаңыз.
finding-appeal_own_proposal = Бұл апелляцияны өзіңіз ұсындыңыз: оны басқа адам растайды.
finding-appeal_confirmed = Бұл апелляция расталып қойған.
finding-appeal_moved = Енді сіз көргеннен басқа нәтижелер өзгерер еді: апелляцияны қайта оқып, сонда айтылғанын растаңыз.
finding-appeal_protocol_missing = Апелляцияның хаттамасы болады: оның нөмірін жазыңыз.
finding-journal_entry_exists = Бұл бағалаудың ағымдағы жазбасы бар ({ $current }). Түзету үшін оны "supersedes" ішінде атаңыз.
finding-journal_entry_not_current = { $entry } жазбасы бұл қатысушы мен бағалаудың ағымдағы жазбасы емес. Журналды қайта оқыңыз.
finding-journal_points_of_absent = { $state } күйінде балл болмайды. Балды алып тастаңыз немесе күйді өзгертіңіз.
finding-file_not_utf8 = Файл UTF-8 кодтауында емес: оны UTF-8 пішімінде сақтаңыз.
finding-file_unreadable = Файл оқылмайды: { $problem }.
finding-rule_broken = Мән «{ $rule }» ережесін бұзады.
finding-external_id_twice = Сыртқы идентификатор «{ $value }» файлда екі рет кездеседі. Бір жазбаны қалдырыңыз.
finding-said_twice = «{ $key }» мен «{ $other }» бір нәрсені айтады: біреуін қалдырыңыз.
finding-objective_count_unreachable = Жолдар { $code } мақсатына { $least }–{ $most } тапсырма береді, талап { $min }–{ $max }: жолдарды немесе шекті өзгертіңіз.
finding-parameter_rule_unknown = «{ $value }» сұрауға арналған ереже емес: { $allowed } ішінен бірін жазыңыз.
finding-profiles_overlap = { $grade }-сынып { $first } және { $second } бейіндеріне жатады: әр сыныпқа бір бейін беріңіз.
finding-profile_missing = { $grades } сыныптарына бейін жоқ: қосыңыз немесе сұрау атай алатын сыныптарды тарылтыңыз.
finding-type_not_required_one = { $row } жолы { $type } алады, тапсырмаларға қойылатын талап { $allowed } түрлеріне рұқсат береді: біреуін өзгертіңіз.
finding-type_not_auto_scored = { $type } түріндегі тапсырма кілтпен тексерілмейді: түрді немесе «auto_scored» кілтін алып тастаңыз.
finding-progression_level_without_rows = { $rows } ішінде { $level } деңгейіндегі жол жоқ: қосыңыз немесе деңгейді реттен алып тастаңыз.
finding-row_outside_progression = { $row } жолында реттегі деңгей жоқ: көрсетіңіз.
finding-anchors_above_items = { $anchors } зәкірлік тапсырма бағаланатын { $items } тапсырмаға сыймайды: азырақ сұраңыз.
finding-number_zero = «{ $field }» мәні 0: кемінде 1 беріңіз немесе блокты алып тастаңыз.
finding-spiral_forms_too_many = { $forms } нұсқа шығады, бір іске қосуда ең көбі { $most }: spiral_forms немесе parallel_forms мәнін азайтыңыз.
finding-band_out_of_range = { $band } жолағы { $from } мәнінен басталады: 0 мен 100 арасындағы пайыз беріңіз.
finding-bands_equal = { $band } мен { $other } жолақтарының екеуі де { $from } мәнінен басталады: әрқайсысына өз шегін беріңіз.
finding-scale_of_one = Шкалаға кемінде екі деңгей керек: қосыңыз.
finding-scale_codes_not_ascending = { $level } деңгейінің коды { $code }, одан төменгінікі { $below }: деңгейлер төменгіден жоғарыға қарай тұрады, кодтары да солай.
finding-criterion_key_required = { $criterion } критерийінің құралы бар, оған «{ $key }» керек: қосыңыз.
finding-criterion_key_without_instrument = { $criterion } критерийінде «{ $key }» бар, бірақ құралы жоқ: құралын атаңыз немесе кілтті алып тастаңыз.
finding-type_not_for_instrument = { $criterion } критерийі { $instrument } құралымен зерттеледі, онда { $type } түріндегі тапсырма болмайды: біреуін өзгертіңіз.
finding-cut_level_unknown = { $criterion } критерийінде { $level } деңгейінің шегі бар: шек тек { $known } деңгейлерінде болады, ең төменгісі 0-ден басталады.
finding-cut_missing = { $criterion } критерийінде { $level } деңгейінің шегі жоқ: қосыңыз.
finding-cuts_not_ascending = { $level } деңгейі { $points } мәнінен, одан төменгі { $below } { $below_points } мәнінен басталады: әр шек алдыңғысынан жоғары.
finding-parameter_missing = «{ $name }» көрсетілмеген: бұл спецификация сұрауда аталғанға сай жасалады. Көрсетіңіз.
finding-parameter_unexpected = Бұл спецификацияда «{ $name }» ашық қалдырылмаған: алып тастаңыз.
finding-parameter_not_allowed = «{ $name }» мәні { $value }, рұқсат етілгені { $allowed }.
finding-mark_absent = «{ $attribute }» «{ $mark }» белгісі бойынша кесіледі, ал жазбада ондай белгі жоқ: жазбаны не профильді түзетіңіз.
finding-pair_ids_tell_key = { $part } бөлігінің идентификаторлары кілтті ашып тұр ({ $left } — { $right } жұбы, әрі қарай ретімен): оң жақ элементтерге идентификаторларды басқа ретпен беріңіз.
finding-base64_invalid = Бұл base64 емес (RFC 4648, 4-бөлім, толтырумен). Файлдың байттарын қайта кодтаңыз.
finding-import_content_twice = Файл екі рет берілген. Не `content`, не `content_base64` жіберіңіз.
finding-anchors_not_asked = Бұл спецификация зәкірлік тапсырмаларды талап етпейді: алып тастаңыз.
finding-anchors_too_few = Спецификация { $need } зәкірлік тапсырма талап етеді, { $have } аталған: бұрынғы нұсқаны немесе тапсырмаларды атаңыз.
finding-anchor_twice = { $item } зәкірлік тапсырмасы екі рет аталған: бір рет атаңыз.
finding-anchor_without_version = { $item } зәкірлік тапсырмасына бұрынғы нұсқадағы версиясы керек: қосыңыз.
finding-anchor_missing = { $why ->
        [gone] { $item } зәкірлік тапсырмасы ({ $version }-версия) банкте енді жоқ
        [version] { $item } зәкірлік тапсырмасының { $reasons }-версиясы бар, бұрынғы нұсқадағы { $version }-версиясы жоқ
       *[other] { $item } зәкірлік тапсырмасы ({ $version }-версия) ешбір жолға сай емес ({ $reasons })
    }: басқасын атаңыз немесе осыны қайтарыңыз.

finding-spec_not_allowed = { $spec } тапсырма спецификациясы мұнда «{ $value }» емес, { $allowed } мәнін қабылдайды: тапсырманы өзгертіңіз немесе басқа спецификацияны көрсетіңіз.
finding-spec_out_of_bounds = { $spec } тапсырма спецификациясы { $bounds } талап етеді ({ $what }), мұнда { $value }: тапсырманы өзгертіңіз немесе басқа спецификацияны көрсетіңіз.
finding-spec_language_missing = { $spec } тапсырма спецификациясы { $language } тілін талап етеді: мәтіндерін қосыңыз.
finding-spec_attribute_missing = { $spec } тапсырма спецификациясы { $attribute } өрісін талап етеді: толтырыңыз.
finding-spec_attribute_forbidden = { $spec } тапсырма спецификациясы { $attribute } өрісіне рұқсат бермейді: алып тастаңыз.
finding-spec_descriptor_points = { $spec } тапсырма спецификациясы бойынша әр дескриптор { $wanted } балл, ал { $descriptor } { $points } балл: дескрипторларды бөліңіз немесе біріктіріңіз.
finding-spec_descriptor_criterion = { $spec } тапсырма спецификациясы бойынша әр дескриптордың критерийі көрсетіледі, ал { $descriptor } көрсетпеген: көрсетіңіз.
finding-spec_phrase_forbidden = { $spec } тапсырма спецификациясы «{ $phrase }» тіркесін қабылдамайды ({ $pattern } ережесі). { $instead ->
    [none] Басқаша жазыңыз.
   *[other] Оның орнына: { $instead }.
}
finding-bounds_impossible = Ең азы ең көбінен үлкен ({ $bounds }): орындарын ауыстырыңыз.
finding-dates_reversed = Соңғы күн { $to } бірінші күннен { $from } бұрын: орындарын ауыстырыңыз.
finding-weekday_unknown = { $value } деген апта күні жоқ: 1 — дүйсенбі, 7 — жексенбі.
finding-grading_day_outside_term = Баға қойылатын күн { $day } тоқсан ішінде емес ({ $from } – { $to }): тоқсанның бір күнін таңдаңыз.
finding-terms_overlap = { $term }-тоқсан { $from } күні басталады, ал { $before }-тоқсан { $to } күні ғана аяқталады: біреуін жылжытыңыз.
finding-conduct_sat_per_day = Сыныпта { $day } күні { $subjects } бар, бір күнде { $most } ТЖБ-дан артық өткізуге болмайды: басқа күнді таңдаңыз.
finding-conduct_sau_and_sat = Сыныпта { $day } күні { $subject } пәнінен { $other } бар: бір пәннен БЖБ мен ТЖБ бір күнде өткізілмейді; басқа күнді таңдаңыз.
finding-conduct_sau_per_term = { $subject } пәнінен { $term }-тоқсанда барлық БЖБ өткізілді ({ $most }): артық өткізуге болмайды.
finding-conduct_no_school_day = { $day } — оқу күні емес ({ $calendar } күнтізбесі): басқа күнді таңдаңыз.
finding-conduct_last_day = { $day } — { $term }-тоқсанның соңғы оқу күні: бұл күні ТЖБ өткізілмейді; ертерек күнді таңдаңыз.
finding-conduct_term_not_graded = { $subject } пәнінен { $term }-тоқсанда баға қойылмайды, тек { $terms } тоқсанда: онда ТЖБ өткізілмейді.
finding-query_without_letters = «{ $value }» сұранысында әріп те, цифр да жоқ; сөзді немесе оның басын жазыңыз.
finding-filter_range_empty = Аралық { $minimum } мәнінен басталып, { $maximum } мәнінде аяқталады; ішінде ештеңе жоқ. Шектердің орнын ауыстырыңыз.
finding-filter_contradiction = Статистикасы жоқ тапсырмаларда мәндер болмайды, сондықтан бұл сүзгі { $other } сүзгісімен бірге қолданылмайды; біреуін алып тастаңыз.
finding-filter_incomplete = Бұл сүзгіге қоса { $needs } керек.
finding-statistic_scales_mixed = { $metric } мәндері әртүрлі шкалада ({ $scales }) және араласпайды; scale арқылы біреуін атаңыз.
finding-statistic_name_invalid = «{ $name }» модельге не көрсеткішке атау бола алмайды: латынның кіші әріптері, цифрлар, нүкте, сызықша және астыңғы сызық, 40-тан аспайды.
finding-statistic_set_incomplete = { $model } моделіндегі тапсырманың параметрлері бір-бірінен ажырамайды; мұнда { $missing } жоқ. Бәрін қосыңыз.
finding-statistic_twice = Файлда { $item } тапсырмасының { $metric } көрсеткіші екі рет тұр (алдымен { $first }-жолда). Жолдың бірін алып тастаңыз.
finding-item_code_ambiguous = { $code } коды бар тапсырма бірнеше ұйымда бар; қай ұйым туралы болса, соның атынан жүктеңіз.
finding-record_not_csv = Жолды оқу мүмкін емес: { $reason }.

problem-title-gone = Енді күшінде емес
problem-gone = Бұл бар болған, енді күшінде емес; қателерді және көрсетілген болса, орнын басқанын қараңыз.
finding-specification_withdrawn = { $code }, { $version }-нұсқа, { $day } күні кері қайтарылды: { $reason } Орнын басқанын пайдаланыңыз; нұсқаның өзі нөмірі бойынша оқыла береді.
finding-specification_expired = { $code }, { $version }-нұсқа, { $day } дейін күшінде болды. Орнын басқанын пайдаланыңыз; бұрынғы мәтіні archived=true арқылы беріледі.
finding-specification_name_ambiguous = «{ $name }» аты бірнеше спецификацияда бар ({ $codes }): біреуін коды немесе идентификаторы бойынша сұраңыз.
finding-specification_replaces_itself = { $code } өзін өзі алмастыра алмайды: жаңа нұсқа оны онсыз да істейді. «replaces» ішінен алып тастаңыз.
finding-specification_replaced_unknown = Иесінде осы алмастыратын { $code } спецификациясы жоқ: «replaces» ішіндегі кодты тексеріңіз.
finding-guidance_link_or_file = Не сілтеме, не файл беріңіз: екеуін бірге емес, бірінсіз де емес.
finding-link_invalid = «{ $value }» мекенжай емес: оны https://example.kz/page сияқты толық, бос орынсыз жазыңыз.
finding-file_name_invalid = «{ $value }» файл аты бола алмайды: қиғаш сызықтарды, тырнақшаларды және басқару таңбаларын алып тастаңыз.
finding-file_size = Файлда { $size } байт бар; 1-ден { $maximum } байтқа дейін қабылданады. Кішірек файл немесе сілтеме тіркеңіз.
finding-file_not_of_type = Файл { $value } түріндегідей басталмайды: керек файлды жіберіңіз немесе оның түрін көрсетіңіз.
finding-moment_invalid = «{ $value }» күн де (2026-11-01), ығысуы бар сәт те (2026-11-01T08:00:00Z) емес.
finding-since_in_future = { $value } әлі келген жоқ (қазір { $now }): өткен сәттен бастап сұраңыз.

finding-mapping_programme_same = Сәйкестік бір бағдарламадан екіншісіне апарады, мұнда екеуі де { $programme }: басқасын көрсетіңіз.
finding-mapping_change_mismatch = «{ $change }» кодтардың мұндай санына сай емес (бұрынғысы { $from }, жаңасы { $to }): kept — бірден бірге, split — бірден бірнешеге, merged — бірнешеден бірге, dropped — жаңа кодсыз.
finding-mapping_objectives_missing = Бұрынғы бағдарламаның ешбір жазбада жоқ мақсаттары: { $count } ({ $codes }). Олардың не болғанын, тым болмаса алынып тасталғанын жазыңыз.
finding-mapping_choice_missing = { $objective } мақсаты бірнешеге бөлінген ({ $choices }): кемінде біреуін таңдаңыз.
finding-mapping_without_target = Бұл тапсырманың бірде-бір мақсатының ({ $objectives }) жалғасы жоқ: тапсырманы қайта белгілеңіз немесе ұсынысты қабылдамаңыз.
finding-mapping_version_moved = Ұсыныс { $number }-нұсқаға қатысты еді, ең жаңасы — { $newest }: соның ұсынысын қараңыз.
finding-mapping_not_concerned = { $code } тапсырмасының ең жаңа нұсқасында { $programme } бағдарламасының осы сәйкестік ауыстыратын кодтары жоқ.
finding-mapping_decided = { $number }-нұсқа бойынша осы сәйкестікте шешім бұрын қабылданған.
finding-person_part_missing = Есімнің бұл бөлігі бос: толтырыңыз.
finding-person_part_long = Есімнің бұл бөлігі { $most } таңбадан ұзын: баған дұрыс па?
finding-person_letter_lost = { $position }-таңба — сұрақ белгісі: файл сақталғанда әріп жоғалған. Оны UTF-8 (немесе KZ-1048) кодында қайта сақтаңыз.
finding-person_letter_wrong = «{ $letter }» ({ $position }-таңба) есімде болмайды: әріп, бос орын, дефис, апостроф және нүкте ғана жазылады.
finding-person_letter_doubtful = { $position }-әріп «{ $letter }» ({ $code }) — басқа әліпбидікі; «{ $meant }» болса керек. Есім сол күйінде сақталады: әріпті файлда түзетіңіз.
finding-person_part_latin = Бұл бөлік кириллицаға ұқсас латын әріптерімен, ал есімнің қалғаны кириллицамен жазылған: бір әліпбимен жазыңыз.
finding-person_birth_wrong = Бұл туған күн емес: 2014-05-17 немесе 17.05.2014 түрінде, бүгіннен кешіктірмей жазыңыз.
finding-person_birth_age = Туған күні бойынша жасы { $age }: жылын тексеріңіз.
finding-class_list_headings_missing = Алғашқы жолдарда тақырып жоқ: «Тегі» (немесе «Аты-жөні») және «Код» не «Нөмір» деген жол қазақша, орысша немесе ағылшынша керек.
finding-class_list_column_missing = Кестеде { $column ->
    [given_name] аты
   *[code] оқушының коды немесе нөмірі
} бағаны жоқ: қосыңыз.
finding-class_list_column_twice = { $number }-баған алдыңғылардың бірін қайталайды: біреуін қалдырыңыз.
finding-class_list_column_unused = { $number }-баған оқылмайды, одан ештеңе сақталмайды: ЖСН, мекенжай мен телефонға бұл жерде орын жоқ.
finding-class_list_code_missing = Жолда код та, 1-ден 999-ға дейінгі нөмір де жоқ: қай оқушы екенін жазыңыз.
finding-class_list_code_form = Бұл бүркеншік код емес: әріп, цифр, «.», «_», «-» және кемінде бір цифр; есім де, ЖСН де болмайды.
finding-class_list_code_unknown = Сыныпта { $code } үміткері жоқ: кодты тексеріңіз немесе тізімге үміткер қосуға рұқсат беріңіз (add_candidates).
finding-class_list_code_alike = Код { $code } деп қабылданды, ол тек түрі жағынан бірдей: бір әрпі басқа әліпбиден.
finding-class_list_code_twice = Бұл жолдағы оқушы { $first }-жолда тұр: жолдың бірін алып тастаңыз.
finding-class_list_person_twice = Туған күні де бірдей дәл осы есім { $first }-жолда тұр: жолдың бірін алып тастаңыз.
finding-class_list_namesake = Дәл осы есім { $first }-жолда тұр: олар екі оқушы ма? Туған күндері ажыратар еді.
finding-class_list_person_known = Осы сыныптағы { $code } үміткерінің есімі мен туған күні дәл осындай: бір оқушыға бір код.
finding-class_list_namesake_known = Осы мектептегі { $code } үміткерінің есімі дәл осындай: екі кодтағы бір оқушы емес пе?
finding-class_list_person_differs = { $code } үміткері үшін басқа есім сақталған: код пен есімді салыстырыңыз; түзетуге replace керек.
finding-class_has_no_such_code = Сыныпта мұндай коды бар үміткер жоқ: тексеріңіз.
finding-text_holds_name = Бұл мәтін ашық сақталады, ал онда оқушының есімі бар: есімсіз, кодпен жазыңыз.
finding-erasure_of_nobody = Кімнің есімдері? Үміткерлердің кодтарын жазыңыз.
finding-erasure_names_nobody = Мерзімі өткен есімдер күндері бойынша табылады: үміткерлерді жазбаңыз.
finding-school_has_no_such_code = Мектепте мұндай коды бар үміткер жоқ: тексеріңіз.
finding-retention_longer_than_above = Жоғары ұйым есімдерді { $above } күн сақтайды, одан төмендегілер ұзағырақ сақтамайды: { $above } немесе одан аз жазыңыз.
finding-share_right_not_for_kind = { $kind } түріндегі нысан үшін { $right } құқығының мәні жоқ: нұсқалар бірлесіп жазылмайды, ал стимул тек тапсырмаларымен бірге қолданылады. Басқа құқықты таңдаңыз.
finding-share_of_nothing = Немен бөлісетіні көрсетілмеген: бір нысанның id-ін немесе пәнді (сыныбымен не сыныпсыз) атаңыз.
finding-share_named_twice = Бір нысанмен не пән мен сынып бойынша бөліседі, екеуімен бірдей емес; бірін алып тастаңыз.
finding-share_grade_not_for_kind = { $kind } түріндегі нысанда бөлісуге болатын сынып жоқ; сыныпты алып тастаңыз.
finding-share_until_past = Рұқсат { $value } сәтінде аяқталар еді, ол өтіп кетті; кейінірек уақытты көрсетіңіз немесе көрсетпеңіз.
finding-share_with_itself = Ұйым өзінікімен өзімен бөліспейді; басқа ұйымды атаңыз.
finding-share_secure_unsaid = Нысан құпия: сонда да бөлісу үшін secure деп көрсетіңіз.
finding-share_in_force = Осымен бұрыннан бөлісілген ({ $share } рұқсаты); шартын өзгерту үшін алдымен оны қайтарып алыңыз.
finding-shares_too_many = Екі ұйымның арасында { $most } рұқсат күшінде; бір-бірлеп емес, пән мен сынып бойынша бөлісіңіз.
finding-share_revoked = Рұқсат бұрын қайтарып алынған.
finding-share_reads_only = Нұсқа тек оқуға берілген, өткізуге емес; иесінен қолдану құқығын сұраңыз.
finding-form_item_not_shared = { $position }-тапсырма ({ $item }) басқа ұйымдікі және енді қолдануға берілмеген; нұсқаны қайта құрастырыңыз.
finding-clone_family_taken = { $item } тапсырмасы { $family } клондар тобына бұрыннан кіреді; тапсырманың тегі біреу. Алдымен сол топты алып тастаңыз.
finding-grant_missing = { $organisation } ұйымында { $subject } пәні, { $language } тілі бойынша { $permission } құқығы жоқ; оны ұйым әкімшісінен сұраңыз.
finding-assignment_due_past = «{ $value }» бүгіннен бастап есептегенде күн емес; тапсырмалар қай күнге дейін күтілетінін атаңыз.
finding-row_unknown = { $row } жолы жоқ; бары: { $known }.
finding-assignment_state = Тапсырыс күйі: { $state }; бұған { $needed } күйі керек.
finding-assignment_open = Тапсырыс бәріне ашық: бас тартпай, басқаларға қалдырыңыз.
finding-assignment_of_another = Тапсырыс басқа әзірлеушіге берілген, оған тек сол жауап береді.
problem-title-unsupported_media = Мұндай файл түрі қабылданбайды
problem-unsupported_media = Бұл байттар қабылданатын түрлердің ешқайсысына жатпайды; қателерді қараңыз.
finding-media_too_large = Файлда { $size } байт бар, { $most } қабылданады; оны кішірейтіңіз немесе қысқартыңыз.
finding-media_unknown = Мазмұны бойынша файл мына түрлердің ешқайсысына жатпайды: { $known }; солардың біріне түрлендіріңіз.
finding-media_type_contradicts = Файл { $declared } деп жіберілген, ал мазмұны бойынша { $found }; оны өз түрімен жіберіңіз.
finding-media_not_decodable = Файлды ({ $type }) көрсету не ойнату мүмкін емес: ол { $reason ->
    [cut_short] аяғына жетпей үзілген
    [empty] бос
   *[damaged] бүлінген
}. Оны қайта экспорттаңыз.
finding-media_not_for_stimulus = { $found } түріндегі файл { $kind } түріндегі стимулға келмейді: суретке сурет, жазбаға жазба керек.
finding-recording_length_differs = Стимулда { $said } секунд делінген, ал жазба { $found } секунд; біреуін түзетіңіз.
finding-import_draft_edited = { $number }-нұсқа — импорттан кейін өзгертілген жоба: оны тапсырыңыз не өзгерісті қайтарыңыз, содан кейін жазбаны қайта импорттаңыз. (Кезең: { $phase }.)
finding-whole_list_meant = Мұнда іздеу тұтас тізімді білдіреді: { $name } параметрін алып тастаңыз.
finding-saved_search_not_own = Бұл іздеу басқа біреудікі, сізге тек ортақ етілген; өз іздеуіңізді сақтаңыз.
finding-accommodation_empty = «{ $accommodation }» жағдайы ештеңе бермейді: қосымша уақытты немесе не берілетінін көрсетіңіз.
finding-extra_time_one_way = Қосымша уақыт бір тәсілмен беріледі: минутпен немесе пайызбен. Біреуін қалдырыңыз.
finding-extra_time_range = { $value } { $unit ->
    [percent] пайыз
   *[minutes] минут
} қосымша уақыт мүмкін емес: 0-ден үлкен, { $most }-ден аспауы керек.
finding-accommodation_unknown = { $document } құжатында «{ $value }» жағдайы жоқ. Барлары: { $offered }.
finding-accommodation_given_already = { $candidate } үшін «{ $accommodation }» бұл күндерге берілген: алдымен бұрынғысын аяқтаңыз.
finding-accommodation_not_offered = { $candidate } { $document } құжатындағы «{ $accommodation }» жағдайына құқылы, бірақ осы күні күші бар басылымда ол жоқ: жағдай берілмеді. Басылым жариялаңыз немесе құқықты аяқтаңыз.
finding-part_recorded = { $part }-бөлікті кім жазғаны белгіленген: ол енді ауыстырылмайды. Болмағандарға жеке күн тағайындаңыз.
finding-growth_scale_changed = { $day } күнгі { $kind } алдыңғысынан басқа шкаламен ({ $scale }) бағаланған: олар салыстырылмайды.
finding-battery_not_sat = Сынып «{ $value }» батареясынан ештеңе жазбаған. Оның id-ін және нұсқасын тексеріңіз.
finding-policy_without_resit = { $policy } саясатында ({ $version }-нұсқа) жылдық жұмысты кім жазатыны айтылмаған: «resit» бар басылым жариялаңыз.
finding-resit_too_many_subjects = { $candidate } { $count } пәннен ({ $subjects }) қанағаттанарлықсыз баға алған; жұмыспен ең көбі { $most } пән түзетіледі. Ереже бойынша оқу жылы қайталанады.
finding-resit_not_needed = { $candidate } { $subject } пәнінен { $grade } бағасын алған, түзететін ештеңе жоқ: тізімнен шығарыңыз.
finding-assembly_of_withdrawn = { $code }, { $version }-нұсқа, { $day } күні кері қайтарылды: { $reason } Ол бойынша енді варианттар құрастырылмайды. { $successor ->
    [none] Орнын әзірге ештеңе басқан жоқ.
   *[other] Орнын басқанын пайдаланыңыз: { $successor }.
}
finding-assembly_of_expired = { $code }, { $version }-нұсқа, { $day } дейін күшінде болды: ол бойынша енді варианттар құрастырылмайды. { $successor ->
    [none] Орнын әзірге ештеңе басқан жоқ: жаңа жылдың спецификациясын жариялаңыз.
   *[other] Орнын басқанын пайдаланыңыз: { $successor }.
}
finding-level_locked = { $position }-тапсырма { $level } деңгейінде, ол { $candidate } үшін әлі ашылған жоқ: { $before } деңгейінде { $points } ұпай жиналды, келесі деңгейді { $needed } ұпай ашады.
finding-practice_secure = { $code } варианттары жабық: тапсырмалардың жанында ештеңе көрсетілмейді.
finding-practice_not_offered = { $code } тапсырмалардың жанында ештеңе көрсетпейді: бірінен соң бірі ашылатын деңгейлер де, «show» да жоқ.
finding-help_in_secure_forms = Жабық варианттармен бірге кеңестер мен шешімдер көрсетілмейді: «show» алып тастаңыз немесе варианттарды ашық не шектеулі етіңіз.
finding-retry_not_of_clones = Екінші әрекет клондардан құралады, ал { $candidates } бұл варианттың тапсырмаларын бұрын орындаған (орындары: { $positions }). Оларды cohort ретінде көрсетіп, вариант құрастырыңыз.
finding-retry_not_of_same_items = Екінші әрекет дәл сол тапсырмалардан құралады, ал бұл вариантта { $candidates } бұрын орындаған тапсырмалардың клондары бар (орындары: { $positions }). Бұрынғы вариантты тағайындаңыз.
finding-retry_not_allowed = Екінші әрекет жоқ, ал { $candidates } бұл варианттың тапсырмаларын немесе олардың клондарын бұрын орындаған (орындары: { $positions }).
finding-participation_too_low = { $expected } оқушының { $took_part } қатысты; { $needed } қатысуы керек.
finding-keys_before_their_day = Вариант жабық: мектеп бағалау нұсқауы мен кілттерді { $day } күнінен бастап оқиды.
finding-draw_class_not_own = Бұл — сіз жұмыс істейтін мектептің сыныбы емес: нұсқа тек өз сыныптарыңызға беріледі.
finding-draw_not_offered = { $specification } спецификациясының нұсқалары мектептерге берілмейді: иесіне хабарласыңыз.
finding-draw_before_window = Нұсқалар { $from } мен { $to } аралығында беріледі, бүгін { $day }: мерзім басталғанда сұраңыз.
finding-draw_after_window = Нұсқалар { $from } мен { $to } аралығында берілген, бүгін { $day }: спецификацияның иесіне хабарласыңыз.
finding-draw_day_unfit = Қазір алынған нұсқа бүгіннен { $to } дейін өткізіледі, { $day } күні емес: басқа күн таңдаңыз.
finding-class_year_unfit = Сынып { $year } оқу жылына, спецификация { $needed } оқу жылына арналған.
finding-draws_used_up = Сынып { $drawn } нұсқа алды, ең көбі — { $most }: одан артық берілмейді.
finding-draw_no_form_left = «{ $language }» тіліндегі дайын { $ready } нұсқаның ішінде тапсырмаларын сынып көрмегені қалмады: иесінен жаңасын дайындауды сұраңыз.
finding-draw_without_form = Сыныпқа нұсқа құрастырылмады; себебін спецификацияның иесі көреді.
finding-form_copy_not_open = Бұл нұсқаның көшірмелері { $day } күні ашылады.
finding-swap_same_task = { $item } тапсырмасы осы орында тұр: басқасын таңдаңыз.
finding-swap_breaks_constraint = Алмастыру { $constraint }{ $about ->
        [none] { "" }
       *[other] { " " }({ $about })
    } шартын бұзады: { $achieved } шығады, керегі:{ $min ->
        [none] { "" }
       *[other] { " " }кемінде { $min }
    }{ $max ->
        [none] { "" }
       *[other] { " " }көбі { $max }
    }.{ $reasons ->
        [none] { "" }
       *[other] { " " }Тапсырма жолға сай емес: { $reasons }.
    } Басқа тапсырма таңдаңыз немесе құқығы бар адам себебін көрсетіп рұқсат етсін.
finding-swap_never_fits = Алмастыру { $constraint }{ $about ->
        [none] { "" }
       *[other] { " " }({ $about })
    } талабын бұзады: { $achieved } шығады, керегі:{ $min ->
        [none] { "" }
       *[other] { " " }кемінде { $min }
    }{ $max ->
        [none] { "" }
       *[other] { " " }көбі { $max }
    }.{ $reasons ->
        [none] { "" }
       *[other] { " " }Тапсырма жолға сай емес: { $reasons }.
    } Бұған рұқсат берілмейді: басқа тапсырма таңдаңыз.
finding-information_scales_mixed = Тапсырмалардың параметрлері әртүрлі шкалада ({ $scales }), ақпараты қосылмайды: спецификацияда бір шкаланы атаңыз.
finding-information_beside_target_p = Мақсатты орташа қиындық пен ақпарат мақсаттары қатар орындалмайды: біреуін қалдырыңыз.
finding-information_theta_twice = { $theta } қабілет деңгейі екі рет аталған: ол туралы бәрін бір нүктеде айтыңыз.
finding-information_point_empty = Бұл нүкте ештеңе талап етпейді: at_least, at_most немесе target көрсетіңіз.
finding-stimulus_items_out_of_range = Әр материалға мұнша тапсырмадан { $least } мен { $greatest } аралығында тапсырма шығады, ал олар { $items }: сандарды өзгертіңіз.
finding-objectives_beside_target = Мақсатты орташа қиындық, ақпарат мақсаттары және мақсаттар тізімі қатар тұра алмайды: бәрін мақсаттар тізімінде айтыңыз.
finding-objective_key_missing = { $kind } мақсатына { $key } керек: қосыңыз.
finding-objective_key_unused = { $kind } мақсаты { $key } кілтін пайдаланбайды: алып тастаңыз немесе басқа мақсат түрін таңдаңыз.
finding-objective_weight = Салмақ 0-ден үлкен болуы керек, мұнда { $weight }: өзгертіңіз немесе бұл нүктені алып тастаңыз.
finding-objective_relative_to_zero = Мақсаттың үлесімен өлшенетін ауытқу үшін { $theta } қабілет деңгейінде мақсат 0-ден үлкен болуы керек: мақсатты өзгертіңіз немесе relative кілтін алып тастаңыз.
finding-objective_without_soft_rules = Бұзылуын азайтуға болатын жұмсақ ереже жоқ: ережеге салмақ беріңіз немесе бұл мақсатты алып тастаңыз.
finding-objective_attribute_absent = Ешбір тапсырмада { $of } деген сан жоқ: атауын түзетіңіз немесе тапсырмаларға сандарды қосыңыз.

## Берілген тапсырмалар, когорталар, банк бөліктері және панельдер

finding-given_item_twice = «{ $item }» тапсырмасы екі рет берілген: нұсқада ол бір рет тұрады.
finding-given_row_unknown = «{ $item }» тапсырмасы «{ $row }» жолында берілген, ал компонентте ондай жол жоқ: оның бір жолын атаңыз немесе ешқайсысын атамаңыз.
finding-item_given_and_blocked = «{ $item }» тапсырмасы әрі берілген, әрі тыйым салынған: тізімдердің бірінде ғана қалдырыңыз.
finding-given_items_are_of_one_form = Тапсырмалар берілген, ал { $forms } нұсқа сұралған: олардың айналасына бір нұсқа сұраңыз.
finding-given_item_unknown = Берілген «{ $item }» тапсырмасы ({ $version }-версия) кандидаттар арасында жоқ: коды мен версиясын тексеріңіз.
finding-given_item_fits_no_row = Берілген «{ $item }» тапсырмасы нұсқада тұра алмайды; ең жақыны — «{ $row }» жолы, кедергісі: { $reasons }.
finding-given_items_exclude_each_other = Берілген { $items } тапсырмалары бірін-бірі жоққа шығарады ({ $kind } «{ $group }»): нұсқада біреуі ғана тұрады.
finding-given_items_overfill_row = «{ $row }» жолында { $need } тапсырма тұрады, ал берілгендердің { $have } тапсырмасы тек осы жолға сай.
finding-cohort_forms_out_of_range = Когорта нұсқаларының саны 1-ден 1 000 000-ға дейін.
finding-exposure_out_of_range = Бір тапсырма тұра алатын нұсқалардың ең үлкен үлесі 0-ден үлкен және 1-ден аспайды.
finding-overlap_mean_out_of_range = Ортақ тапсырмалардың орташа саны теріс бола алмайды.
finding-information_within_out_of_range = Мақсаттардан қашықтық 0-ден 1-ге дейінгі үлеспен беріледі.
finding-information_target_missing = Мақсаттардан қашықтық берілген, ал компонентте ақпарат мақсаты жоқ: мақсатты атаңыз немесе қашықтықты алып тастаңыз.
finding-exposure_exhausts_row = { $row ->
        [none] Барлық жолға бірге { $need } пайдалану керек
       *[other] «{ $row }» жолына { $need } пайдалану керек
    } (когортаның барлық нұсқасында), ал тапсырмаларын { $have } рет пайдалануға болады: әрқайсысына нұсқалардың кемінде { $share } %-ын рұқсат етіңіз немесе жолды кеңейтіңіз.
finding-cohort_form_impossible = Когортаның { $form }-нұсқасын әлі пайдалануға болатын тапсырмалардан құру мүмкін емес (когортаның осы бөлігінде таусылған тапсырмалар: { $used_up }): көбірек пайдалануға рұқсат етіңіз немесе шартты жеңілдетіңіз.
finding-cohort_form_limit = Когортаның { $form }-нұсқасы шекке дейін табылмады (когортаның осы бөлігінде таусылған тапсырмалар: { $used_up }): шектерді көтеріңіз, көбірек пайдалануға рұқсат етіңіз немесе шартты жеңілдетіңіз.
finding-cohort_form_failed = Когортаның { $form }-нұсқасы құрылмады: шешуші бұзылды (когортаның осы бөлігінде таусылған тапсырмалар: { $used_up }).
finding-cohort_overlap_unreachable = Бұрынғы әр нұсқамен ортақ тапсырмасы { $most }-ден аспайтын { $form }-нұсқа табылмады: көбірек ортақ тапсырмаға рұқсат етіңіз немесе нұсқаларды азайтыңыз.
finding-cohort_batch_of_another_request = Құрылған нұсқалар басқа сұрауға, басқа кандидаттарға немесе бағдарламаның басқа нұсқасына жатады: қайта бастаңыз.
finding-shadow_without_information = Компонент ақпаратты сұрамайды, сондықтан параметрлер шкаласы белгісіз: constraints.information ішінде қабілеттерді атаңыз.
finding-parts_out_of_range = Банк 2-ден { $most }-ге дейінгі бөлікке бөлінеді.
finding-panel_missing = Спецификация көпкезеңді емес: онда «panel» жоқ.
finding-panel_option_unknown = «{ $option }» параметрі жеке нұсқаларға қатысты, панель үшін мәні жоқ: алып тастаңыз.
finding-panel_module_unknown = Панель «{ $module }» модулін атайды, ал мұндай id-і бар компонент жоқ.
finding-panel_module_twice = «{ $module }» модулі екі кезеңде тұр: біреуінде қалдырыңыз.
finding-panel_module_in_no_stage = «{ $module }» компоненті панельдің ешбір кезеңінде жоқ: кезеңге қосыңыз.
finding-panel_module_on_no_route = «{ $module }» модулінен ешбір жол өтпейді: жол қосыңыз немесе модульді алып тастаңыз.
finding-panel_routes_too_many = Панельде { $most }-ден көп жол бар: жүрілетін жолдарды атаңыз.
finding-panel_route_skips = «{ $route }» жолында кезеңдердің ретімен әр кезеңнің бір модулі болуы керек.
finding-panel_route_unknown = «{ $route }» жолы жоқ: панель жолдарының бірін атаңыз.
finding-panel_rule_without_bounds = «{ $rule }» жол ережесінде min де, max та жоқ: біреуін беріңіз.
finding-panel_rule_theta = «{ $rule }» жол ережесі ақпаратты санайтын жерде ғана қабілетті атайды: theta-ны сол жерде ғана беріңіз.
finding-given_position_out_of_range = «{ $item }» тапсырмасы { $position }-орынға берілген, ал нұсқада 1-ден { $last }-ге дейінгі орындар бар.
finding-given_position_twice = { $position }-орын басқа тапсырмаға берілген: «{ $item }» тапсырмасына басқа орын беріңіз немесе орынсыз қалдырыңыз.
finding-given_position_outside_section = «{ $item }» тапсырмасы «{ $row }» жолында { $position }-орынға берілген, ал осы жолдың «{ $section }» бөлімінде ондай орын жоқ: екеуінің бірін өзгертіңіз.
finding-option_of_another_mode = «{ $option }» «{ $mode }» режимінде мағынасыз: алып тастаңыз; режимге керегі оның өзінде тұрады.
finding-panels_out_of_range = Бір іске қосуда 1-ден { $most }-ге дейін панель құрылады.
finding-panel_after_others = { $panel } панелін алдыңғыларынан ({ $before }) қалған тапсырмалардан құру мүмкін емес: азырақ панель сұраңыз немесе шартты жеңілдетіңіз.
finding-panel_subjects_differ = Панель модульдері әртүрлі пәндерден ({ $subjects }): панель бір пәннің тапсырмаларынан құрылады.
finding-panel_objectives_differ = «{ $first }» модулінің мақсаттары: { $firsts }, «{ $module }» модулінікі: { $own }. Панель мақсаттары қосылады, сондықтан барлық модульге түрі, бағыты және шегінісі бірдей тізім беріңіз.
finding-ability_out_of_range = Қабілет −{ $most } мен { $most } арасындағы санмен беріледі.
finding-run_of_another_mode = Бұл іске қосу «{ $mode }» құрады, ал мұны «{ $needed }» режиміндегі іске қосулардан сұрауға болады.
finding-form_of_a_panel = { $form } нұсқасы — панель модулі, оның жолдарында не орындалатынын модульдің өзі білмейді: тапсырмаға тыйым салып, панельді қайта құрыңыз.
finding-objectives_one_after_another = Варианттар бірінен соң бірі құрастырылды: { $objectives } мақсаттары бойынша кейінгілеріне алдыңғыларынан қалғаны тиді, сондықтан олар нашарлау болуы мүмкін. Оларды салыстырыңыз немесе теңестіруге болатын мақсаттарды таңдаңыз.

## Жұмыс тәртібі, сараптама, мақұлданғанды түзету, тапсырыстар жоспары, вебхуктар

finding-workflow_title_missing = Мына тілдерде атау немесе сұрақ жоқ: { $languages }. Адамдар атауға қарап таңдайды: қосыңыз.
finding-workflow_name_unknown = «{ $name }» деген атау жоқ ({ $what ->
        [state] күй
        [kind] тапсырма түрі
        [stage] кезең
       *[other] { $what }
    }).{ $nearest ->
        [none] {" "}Барлары: { $known }.
       *[other] {" "}Мүмкін, «{ $nearest }»?
    }
finding-workflow_kind_takes_all = «{ $kind }» түрінде «when» жоқ, ол барлық тапсырманы алады, кейінгі түрлерге ештеңе қалмайды: соңына қойыңыз немесе қай тапсырмаларға арналғанын айтыңыз.
finding-workflow_kind_for_the_rest = Соңғы «{ $kind }» түрі тапсырмалардың бір бөлігіне ғана арналған, қалғаны ешбір түрге жатпас еді: оның «when» жолын алып тастаңыз немесе онсыз түр қосыңыз.
finding-workflow_external_unpiloted = { $assessments } тапсырмалары апробация сұралмайтын «{ $kind }» түріне түседі: pilot_rounds беріңіз немесе апробациясы бар түрді алдына қойыңыз.
finding-workflow_end_phase = «{ $state }» күйінің фазасы { $phase }; мұнда { $needed } фазасының күйі керек.
finding-workflow_step_to_itself = Өтуі «{ $state }» күйінен өзіне апарады: басқа күйді атаңыз.
finding-workflow_role_without_permission = { $role } рөлі { $permission } құқығын бермейді, ол рөлмен мұны ешкім істей алмас еді: құқығы бар рөлді атаңыз.
finding-workflow_draft_beside_version = Жаңа жоба нұсқа жабылғанда және біржола қабылданбай қалмағанда ғана ашылады; «{ $state }» ондай соң емес: opens_draft жолын алып тастаңыз.
finding-workflow_leaves_closed = «{ $state }» — жабық күй, одан ештеңе қайтпайды: орнына жаңа нұсқа басталады.
finding-workflow_phase_step = { $from } фазасынан («{ $state }») { $direction } қадамы { $to } фазасына апармайды. Араларына керекті фазаның күйін қойыңыз немесе бағытын өзгертіңіз.
finding-workflow_rename_of_kept_state = «{ $state }» күйі осы редакцияда да бар, тапсырмалары орнында қалады: атын ауыстыруды алып тастаңыз.
finding-workflow_stage_unused = «{ $stage }» кезеңі ешбір күйде ашық емес, оны ешкім өткізбес еді: бір күйдің stages тізімінде атаңыз.
finding-workflow_stage_circle = «{ $stage }» кезеңі { $after } кезеңін күтеді, ал олар оны күтеді: шеңберді үзіңіз.
finding-workflow_review_without_stage = Өту «{ $state }» күйінің сарапшыларынан сұрайды, ал { $kinds } түрлерінің онда кезеңі жоқ: кезең қосыңыз немесе сараптаманы алып тастаңыз.
finding-workflow_gate_unknown = { $round }-апробацияның шарттары жоқ: pilot_gates тізіміне қосыңыз.
finding-workflow_gate_twice = { $round }-апробацияның шарттары бір түрге екі рет берілген: біреуін қалдырыңыз.
finding-workflow_gate_bounds = Ең төменгі { $low } ең жоғарғы { $high } мәнінен үлкен: орындарын ауыстырыңыз.
finding-workflow_gate_unused = { $round }-апробацияны ешбір өту талап етпейді: шарттар ештеңені тоқтатпайды.
finding-workflow_gate_missing = «{ $kind }» түріне { $round }-апробация керек, бірақ оның нені көрсетуі тиіс екені айтылмаған: pilot_gates тізіміне қосыңыз.
finding-workflow_gate_avoidable = «{ $kind }» түрінің тапсырмалары { $round }-апробациясыз қолданысқа («{ $state }») ене алады: онда апаратын әр өтуде оны талап етіңіз.
finding-workflow_state_unreachable = Бастапқы күйден «{ $state }» күйіне жол жоқ: өту қосыңыз немесе күйді алып тастаңыз.
finding-workflow_dead_end = { $kinds } түрлерінің тапсырмалары «{ $state }» күйіне келіп, одан ешқашан шықпайды: өту қосыңыз немесе күйді жабық етіңіз.
finding-workflow_no_end = «{ $state }» күйінен { $kinds } түрлерінің тапсырмалары ешқашан соңына жетпейді: бір өту жабық күйге апарсын.
finding-workflow_kind_never_live = «{ $kind }» түрінің тапсырмаларына қолданысқа жол жоқ: live фазасының күйіне өту қосыңыз.
finding-workflow_approval_unreviewed = «{ $transition }» сараптаманың өткенін сұрамай мақұлдайды: бір адамның сөзі жеткілікті.
finding-workflow_items_stranded = «{ $state }» күйінде ({ $phase }) { $items } тапсырма тұр, ал бұл редакцияда ондай күй жоқ.{ $proposals ->
        [none] {" "}Күйді қалдырыңыз немесе сол фазаның күйіне ауыстырыңыз.
       *[other] {" "}Күйді қалдырыңыз немесе атын ауыстырыңыз; ықтималы: { $proposals }.
    }
finding-workflow_items_change_phase = «{ $state }» күйінде ({ $phase }) { $items } тапсырма тұр; бұл редакцияда «{ $target }» күйінің фазасы { $becomes }.{ $proposals ->
        [none] {" "}Бұрынғы фазасын қалдырыңыз.
       *[other] {" "}Бұрынғы фазасын қалдырыңыз немесе атын ауыстырыңыз; ықтималы: { $proposals }.
    }
finding-workflow_state_unknown = Қолданыстағы жұмыс тәртібінде «{ $state }» күйі жоқ. Барлары: { $known }.
finding-workflow_transition_unknown = «{ $transition }» өтуі жоқ. Барлары: { $known }.
finding-workflow_transition_elsewhere = «{ $transition }» { $from } күйінен басталады, ал тапсырма «{ $state }» күйінде. Мұнда мүмкіні: { $possible }.
finding-workflow_transition_not_for_kind = «{ $transition }» «{ $kind }» түрінің тапсырмаларына арналмаған. «{ $state }» күйінде мүмкіні: { $possible }.
finding-workflow_permission_missing = «{ $transition }» үшін { $subject } бойынша{ $roles ->
        [none] {""}
       *[other] {" "}{ $roles } рөлдерінің бірінде
    } { $permission } құқығы керек; әкімшіден сұраңыз.
finding-workflow_check_not_run = «{ $check }» тексеруі осы мазмұнға жүргізілмеген: жүргізіңіз.
finding-workflow_check_blocking = «{ $check }» тексеруі { $open } кедергі тапты (себебі айтылып алынғаны: { $waived }): түзетіңіз немесе себебін айтып алыңыз.
finding-workflow_variants_stale = { $languages } тілдеріндегі мәтіндер аударылған мәтінінен қалып қойған: сәйкестендіріңіз.
finding-workflow_variant_not_approved = { $known ->
        [absent] { $language } тілінде мәтін жоқ: жазып, мақұлдатыңыз.
       *[other] { $language } тіліндегі мәтін мақұлданбаған: мақұлдатыңыз.
    }
finding-workflow_comments_open = Ашық тұрған тоқтатушы ескертпелер: { $open }. Шешілсін немесе себебін айтып алынсын.
finding-workflow_reason_missing = Мұнда себеп керек: неге екенін айтыңыз.
finding-workflow_nobody_against = «{ $state }» күйінің ешбір сарапшысы өңдеуді сұрамайды да, қабылдамай да қоймайды: алдымен пікір керек.
finding-workflow_nobody_refuses = «{ $state }» күйінің ешбір сарапшысы тапсырманы біржола қабылдамай қоймайды: алдымен пікір керек.
finding-workflow_stage_short = «{ $stage }» кезеңінде{ $language ->
        [none] {""}
       *[other] {" "}({ $language })
    } { $need } мақұлдаудың { $have }-і бар.
finding-workflow_stage_contested = «{ $stage }» кезеңінде{ $language ->
        [none] {""}
       *[other] {" "}({ $language })
    } { $against } сарапшы қарсы, { $approvals } сарапшы мақұлдайды.
finding-workflow_pilot_missing = { $round }-апробация жазылмаған: жазыңыз, қатысушылар кемінде { $min }.
finding-workflow_pilot_not_passed = { $round }-апробацияның шешімі: «{ $decision }»; жолды тек өткен апробация ашады.
finding-workflow_pilot_n = { $round }-апробацияда тапсырманы { $n } қатысушы орындады; кемінде { $min } керек.
finding-workflow_pilot_number = { $round }-апробацияда { $metric } мәні { $value }; { $min } мен { $max } арасында болуы керек.
finding-workflow_pilot_number_missing = { $round }-апробацияда { $metric } жоқ: жүктеңіз.
finding-attempt_open = { $attempt } әрекеті ({ $number }-нұсқа) әлі шешілмеген: шешімін күтіңіз немесе қайтарып алыңыз.
finding-attempt_after_rejection = { $attempt } әрекеті ({ $number }-нұсқа) біржола қабылданбаған: жаңа тапсырма жазыңыз.
finding-attempt_of_judged_version = { $number }-нұсқа бойынша { $attempt } әрекетінде шешім бар: жаңа нұсқа тапсырыңыз.
finding-review_question_unknown = Кезеңде «{ $question }» сұрағы жоқ. Оның сұрақтары: { $known }.
finding-review_question_unanswered = «{ $question }» сұрағына жауап жоқ: иә, жоқ немесе қатысы жоқ деңіз.
finding-review_question_failed = «{ $question }» сұрағының жауабы — жоқ, ондаймен тапсырма мақұлданбайды: өңдеуді сұраңыз.
finding-review_rating_too_low = { $rating } бағасымен тапсырма мұнда мақұлданбайды; ең төменгі баға — { $lowest }.
finding-review_rating_contradicts = { $rating } бағасы { $verdict } шешіміне сай емес: біреуін өзгертіңіз.
finding-review_comment_missing = { $verdict } шешіміне түсініктеме керек: нені және неге өзгерту керегін айтыңыз.
finding-review_stage_closed = «{ $state }» күйінде «{ $kind }» түрінің тапсырмалары «{ $stage }» кезеңінде қаралмайды. Ашықтары: { $open }.
finding-review_stage_waits = «{ $stage }» кезеңі мыналар өткенде басталады: { $for }.
finding-review_already_given = Осы әрекеттің «{ $stage }» кезеңінде пікіріңізді бердіңіз; пікірлер сақталады.
finding-review_not_competent = «{ $stage }» кезеңіне { $subject } пәні, { $language } тілі бойынша { $permission } құқығы керек; әкімшіден сұраңыз.
finding-review_language_missing = «{ $stage }» кезеңі тіл бойынша өтеді: мыналардың бірін атаңыз: { $known }.
finding-review_language_unknown = «{ $stage }» кезеңі үшін тапсырманың { $language } тілінде мәтіні жоқ. Тілдері: { $known }.
finding-review_language_unasked = «{ $stage }» кезеңі барлық тілге ортақ: тілді алып тастаңыз.
finding-comment_anchor_unknown = «{ $pointer }» тапсырманың ешбір бөлігіне апармайды: бөлігін көрсетіңіз немесе тұтасы туралы айту үшін алып тастаңыз.
finding-comment_empty = Түсініктеме бос: жазыңыз.
finding-comment_answer_with_anchor = Жауап өзі жауап беретін түсініктеменің орнында тұрады: орнын алып тастаңыз.
finding-comment_answer_blocking = Жауап ештеңені тоқтатпайды: жеке түсініктеме жазыңыз.
finding-comment_closed = Түсініктеме жабылып қойған ({ $state }).
finding-comment_reopened = Жабылған түсініктеме жабық қалады: жаңасын жазыңыз.
finding-comment_closed_by_item_author = Бұл тапсырманы сіз жаздыңыз: түсініктемені оны қалдырған адам жабады.
finding-comment_resolved_by_another = Ондай ескертпені шешілді деп тек қалдырған адам айтады; сіз себебін айтып ала аласыз.
finding-comment_waived_without_reason = Ескертпені алу үшін себебін айтыңыз.
finding-change_nothing_moved = Мақұлданған нұсқадан ешбір айырма жоқ.
finding-change_reason_missing = Мақұлданған тапсырманы түзетуге себеп керек: неге екенін айтыңыз.
finding-change_not_editorial = { $field } өзгерген ({ $why }), бұл ешқашан редакциялық түзету емес: мазмұндық деп жариялаңыз.
finding-change_rewritten = { $field } сөздерінің { $percent } %-ы өзгерген; редакциялық түзету { $most } %-дан аспайды: мазмұндық деп жариялаңыз.
finding-change_confirmed_by_author = Редакциялық түзетуді онда ештеңе жазбаған екінші адам растайды.
finding-change_confirmation_permission = Редакциялық түзетуді растауға { $permission } құқығы керек; әкімшіден сұраңыз.
finding-change_locked_forms_keep = { $count } бекітілген нұсқа өз нұсқасын сақтайды{ $names ->
        [none] { "" }
       *[other] : { $names }
    }.
finding-change_draft_forms_have = Тапсырма { $count } жоба нұсқада бар, олар жаңасын ала алады{ $names ->
        [none] { "" }
       *[other] : { $names }
    }.
finding-change_open_sittings_have = Тапсырма жоспарланған не өтіп жатқан { $count } өткізуде тұр{ $names ->
        [none] { "" }
       *[other] : { $names }
    }.
finding-change_variants_stale = { $languages } тілдеріндегі мәтіндер қалып қояды: қайта қарау керек.
finding-change_statistics_reset = { $count } көрсеткіш жаңа нұсқаға жатпайды.
finding-plan_nobody_for_subject = { $subject } пәнінен ешкім жазбайды: «{ $row }» жолының { $items } тапсырмасы ешкімге берілмеді.
finding-plan_nobody_for_language = { $subject } пәнінен { $developers } әзірлеуші жазады, бірақ ешқайсысы { $language } тілінде емес: «{ $row }» жолының { $items } тапсырмасы ешкімге берілмеді.
finding-plan_all_full = «{ $row }» жолын ({ $subject }) жаза алатын { $developers } әзірлеушінің бәрінде алатынынша тапсырма бар: { $items } тапсырма ешкімге берілмеді.
finding-webhook_secret_length = Құпия кілт { $fewest }–{ $most } байт болады; мұнда { $length }.
finding-webhook_secret_encoding = Бұл құпия кілт емес: ол «whsec_» деп басталады, әрі қарай Base64.
finding-webhook_id_invalid = «{ $id }» — хабар идентификаторы емес: тек әріптер, цифрлар, «_» және «-».
finding-webhook_event_invalid = «{ $event }» — оқиға емес: кіші әріп, цифр және «_» белгілерінен тұратын, нүктемен бөлінген атаулар.
finding-webhook_value_not_thin = «{ $name }» идентификатордан, кодтан не саннан артық, ал вебхукта басқа ештеңе жіберілмейді: алып тастаңыз.
finding-webhook_body_too_long = Хабар денесінде { $bytes } байт, ең көбі { $most } жіберіледі.
finding-webhook_url_invalid = Бұл вебхук мекенжайы емес: { $problem ->
        [too_long] тым ұзын.
        [characters] рұқсат етілмеген таңбалары бар.
        [scheme] https:// деп басталмайды.
        [user] пайдаланушы аталған.
        [port] порты 1–65535 аралығындағы сан емес.
        [host] торабы атау да, мекенжай да емес.
       *[other] { $problem }.
    }
finding-webhook_url_not_https = Вебхуктар тек https:// мекенжайына жіберіледі.
finding-webhook_host_local = «{ $host }» — ішкі желінің атауы; вебхук онда тек оператор рұқсат еткенде жіберіледі.
finding-webhook_address_special = { $address } — жалпы желінің мекенжайы емес ({ $kind }); вебхук онда тек оператор рұқсат еткенде жіберіледі.
finding-webhook_network_invalid = «{ $value }» — желі емес: мекенжай мен бит санын жазыңыз, мысалы 10.20.0.0/16.

## Тапсырма модельдері және сақталған тексерулер

finding-expression_arguments = Өрнек, { $column }-баған: { $function } кемінде { $least } мән алады, мұнда { $have } мән бар. Жақша ішіндегі мәндерді түзетіңіз.
finding-expression_function_unknown = Өрнек, { $column }-баған: «{ $function }» функциясы жоқ. Бары: { $allowed }.
finding-expression_number_long = Өрнек, { $column }-баған: { $number } саны дәрежемен жазылған немесе { $most } цифрдан ұзын, сондықтан дәл болмас еді. Қысқарақ сан немесе бөлшек жазыңыз.
finding-template_brace_open = Мәтінде { $column }-бағандағы ирек жақша жабылмаған. Оны жабыңыз; жақшаның өзі керек болса, екі рет жазыңыз.
finding-template_brace_lonely = Мәтінде { $column }-бағанда артық жабылатын ирек жақша тұр. Жақшаның өзі керек болса, екі рет жазыңыз.
finding-template_function_unknown = Мәтін, { $column }-баған: «{ $function }» функциясы жоқ. Бары: { $allowed }.
finding-template_function_language = Мәтін, { $column }-баған: { $function } — қазақ сан есімінің жалғауы, { $language } тілінде оған орын жоқ. Алып тастаңыз.
finding-template_argument = Мәтін, { $column }-баған: { $function } сөзінен кейін { $wanted } жазылады. Осы бөлікті түзетіңіз.
finding-template_forms_missing = Мәтін, { $column }-баған: { $language } тілінде сөзге { $missing } тұлғалары да керек. Қосыңыз.
finding-model_name_unknown = { $column }-баған: мұнда «{ $name }» атты айнымалы да, мән де жоқ.{ $known ->
        [none] { "" }
       *[other] { " " }Бары: { $known }.
    } Атын түзетіңіз; мән өзінен бұрын тұрғандарды ғана қолданады.
finding-model_name_taken = «{ $name }» аты бос емес немесе кілтке (answer) және нұсқаның санына (value) арналған. Басқа ат таңдаңыз.
finding-model_variable_form = { $variable } айнымалысына үшеуінің тек біреуі керек: аралық (from, to, step), сандар жиыны (set), сөздер тізімі (words).
finding-model_variable_unbounded = { $variable } айнымалысы шектелмеген: аралықтың from да, to да бар болуы керек. Жетпейтінін қосыңыз.
finding-model_step_not_positive = { $step } қадамы ешқайда апармайды: 0-ден үлкен қадам беріңіз.
finding-model_range_reversed = { $variable } айнымалысының аралығы { $from } санынан басталып, одан бұрын, { $to } санында аяқталады. Орындарын ауыстырыңыз.
finding-model_space_too_large = Модель тұтас тексеруге тым үлкен, шегі { $most }: { $of ->
        [values] бір айнымалының мәндері
        [combinations] шарттарды қанағаттандыратын комбинациялар
       *[steps] басталған комбинациялар
    }. Аралықтарды тарылтыңыз, қадамды үлкейтіңіз немесе алғашқы айнымалыларға шарт қойыңыз.
finding-model_value_twice = { $value } мәні тізімде екі рет тұр. Біреуін қалдырыңыз.
finding-model_language_missing = { $language } тіліндегі мәтін жоқ: модельдің әр мәтіні тұжырымның барлық тілінде болады. Қосыңыз.
finding-model_language_without_wording = { $language } тілінде мәтін бар, ал тұжырым жоқ. Модельдің тілдері: { $known }. Тұжырымды қосыңыз немесе мәтінді алып тастаңыз.
finding-model_word_form_missing = { $word } сөзінің { $language } тілінде «{ $form }» тұлғасы жоқ, ал тұжырым оны сұрайды. Қосыңыз.
finding-model_distractors_too_few = Әр тапсырмаға { $need } қате жауап керек, модельде { $have } бар. Қателер қосыңыз немесе нұсқалар санын азайтыңыз.
finding-model_variable_not_in_stem = { $variable } айнымалысы тапсырма мәтінінде ({ $language }) көрінбейді: оның мәндері сол тапсырманы қайталайды. Мәтінде көрсетіңіз немесе алып тастаңыз.
finding-model_unsatisfiable = Мәндердің ешбір комбинациясы барлық шартты қанағаттандырмайды; ең жиі кедергі: { $constraints }. Шартты жеңілдетіңіз немесе аралықты кеңейтіңіз.
finding-model_same_stem = Мәндердің екі жиыны бірдей мәтін ({ $language }) және әртүрлі кілт береді: { $first }; { $second }. Айырмасын мәтінде көрсетіңіз.
finding-model_text_unsaid = { $example } үшін мәтінді айту мүмкін емес: { $what } { $why ->
        [absent] ол жерде сан емес
        [not_decimal] ол жерде шектеулі ондық бөлшек емес; жай бөлшекпен жазыңыз немесе дөңгелектеңіз
       *[form_missing] мұндай тұлғаға ие емес
    }. Мәтінді түзетіңіз немесе бұл мәндерді шартпен алып тастаңыз.
finding-model_combinations_refused = { $of } комбинацияның { $count } данасы тапсырма бермейді: { $reason ->
        [absent] кілт сан емес
        [not_decimal] кілт 15 цифрдан аспайтын шектеулі ондық бөлшек емес
        [senseless] кілт «{ $condition }» шартын бұзады
        [too_few_distractors] кілттен және бір-бірінен өзгеше қате жауаптар тым аз
       *[same_wording] мәтіні басқа комбинациямен бірдей
    }. Біріншісі: { $example }. Оларды шартпен алып тастаңыз немесе қателер қосыңыз.
finding-model_distractor_never = { $error } қатесін ешбір тапсырмада ұсыну мүмкін емес: { $fault ->
        [absent] ол сан бермейді
        [not_decimal] ол шектеулі ондық бөлшек бермейді
        [senseless] ол мағына шартын бұзады
        [equals_key] ол кілттің өзін береді
       *[equals_other] ол бұрынғы қатемен бірдей жауап береді
    }. Өрнегін түзетіңіз немесе алып тастаңыз.
finding-model_count_out_of_range = Тапсырмалар саны 1-ден { $most }-ға дейін.
finding-model_fewer_possible = Сұралған тапсырма саны: { $asked }, ал модель бере алатын әртүрлі тапсырма саны: { $possible }. Азырақ сұраңыз немесе аралықтарын кеңейтіңіз.
finding-model_test_form = Модельдің сақталған тексеруінде үшеуінің тек біреуі болады: text, error, key.
finding-model_test_no_option = Сақталған тексеру «{ $answer }» деп жауап береді, ал { $item } ({ $language }) тапсырмасында мұндай нұсқа жоқ. Тексеруді түзетіңіз немесе қай жағдайға арналғанын айтыңыз.
finding-answer_test_failed = { $item } ({ $language }) тапсырмасына «{ $answer }» жауабы: { $earned ->
        [none] тек кілт бойынша балл анықталмайды
       *[other] алынған балл { $earned }
    } ({ $reason }); тиісті балл { $earns }. Кілтті, ережені немесе тексеруді түзетіңіз.
finding-answer_test_part_missing = { $item } тапсырмасының бірнеше бөлігі бар ({ $parts }): сақталған тексеру қайсысына жауап беретінін жазыңыз.

# Office файлдары, формулалар және белгілеуі бар мәтіндер
finding-package_old_format = Файл ескі Office пішімінде немесе құпиясөзбен жабылған: оны құпиясөзсіз .xlsx немесе .docx түрінде сақтаңыз.
finding-package_too_large = Файлда { $most } МБ-тан көп дерек бар: оны бөліңіз немесе суреттерін кішірейтіңіз.
finding-package_too_many_parts = Файл { $most } бөліктен көп тұрады: оны бөліңіз.
finding-package_part_name = Файлда Office бағдарламалары жазбайтын атауы бар бөлік бар («{ $name }»): оны Office-те қайта сақтаңыз.
finding-package_encrypted = Файл құпиясөзбен жабылған: оны құпиясөзсіз сақтаңыз.
finding-package_damaged = Файл ашылмайды ({ $reason }): оны қайта сақтаңыз немесе қайта жіберіңіз.
finding-package_part_missing = Файлда «{ $name }» бөлігі жоқ: оны Office-те қайта сақтаңыз.
finding-xml_invalid = Файлдың бір бөлігі дұрыс емес XML ({ $reason }): файлды қайта сақтаңыз.
finding-xml_entity = Файлдың бір бөлігі «{ $name }» XML мәнін қолданады, мұндайлар оқылмайды: файлды Office-те қайта сақтаңыз.
finding-xml_too_deep = Элементтер бір-біріне { $most } деңгейден терең салынған: мәтінді жеңілдетіңіз.
finding-xml_too_large = Элементтер саны { $most }-нан көп: файлды бөліңіз.
finding-utf16_invalid = Файл UTF-16 сияқты басталады, бірақ кесілген немесе бүлінген: оны CSV UTF-8 түрінде сақтаңыз.
finding-workbook_unknown = Файл Excel кітабы емес: оны .xlsx түрінде сақтаңыз.
finding-workbook_unreadable = Кітап оқылмайды ({ $reason }): оны .xlsx түрінде қайта сақтаңыз.
finding-workbook_unwritable = Кітапты жазу мүмкін емес: { $reason }.
finding-workbook_too_many_cells = Кітапта { $most }-нан көп толтырылған ұяшық бар: оны бөліңіз.
finding-workbook_no_tasks = Ешбір парақта «{ $column }» бағаны және тағы бір белгілі бағаны бар тақырып жолы жоқ: үлгіні алыңыз немесе бағандарды профильде атаңыз.
finding-sheet_too_large = { $cell }: парақ { $rows }-жолға және { $columns }-бағанға дейін оқылады: одан әрісін алып тастаңыз.
finding-sheet_hidden = «{ $sheet }» парағы жасырылған, сондықтан оқылмады: тапсырмаларға қатысты болса, көрсетіңіз.
finding-sheet_delimited = { $cell }: барлық тақырып бір ұяшықта, «{ $separator }» арқылы бөлінген: бағанды бөліңіз (Деректер → Бағандар бойынша мәтін).
finding-row_hidden = { $cell }: жол жасырылған, бірақ оқылды.
finding-column_hidden = { $cell }: «{ $column }» бағаны жасырылған, бірақ оқылды.
finding-row_of_no_task = { $cell }: «{ $code }» коды бар тапсырма жоқ, жол жоғалып кетер еді: кодты түзетіңіз немесе тапсырманы қосыңыз.
finding-option_label_unknown = { $cell }: «{ $label }» — нұсқаның белгісі емес: A мен J арасындағы әріпті жазыңыз.
finding-option_label_twice = { $cell }: тапсырмада «{ $label }» нұсқасы бар: әрқайсысына жеке әріп беріңіз.
finding-cells_merged = { $area } ұяшықтары біріктірілген, мән тек біріншісінде: оларды ажыратып, әрқайсысын толтырыңыз.
finding-cell_delimited = { place-in-file }: бір ұяшықта «{ $separator }» арқылы бөлінген бірнеше мән тұр: әрқайсысын өз ұяшығына жазыңыз.
finding-cell_too_long = { $cell }: мәтінде { $length } таңба бар; ең көбі { $most } қабылданады, ал Excel 32 767-ден кейін өзі кеседі.
finding-cell_boolean = { $cell }: ұяшықта АҚИҚАТ немесе ЖАЛҒАН: оны алдына апостроф қойып, мәтін ретінде жазыңыз.
finding-cell_error = { $cell }: ұяшықтың формуласы { $value } береді: оны түзетіңіз немесе мәнін жазыңыз.
finding-cell_formula_empty = { $cell }: формула есептелмеген: файлды Excel-де ашып, сақтап, қайта жіберіңіз.
finding-cell_formula = { $cell }: ұяшықты формула есептейді; «{ $value }» алынды.
finding-cell_code_number = { $cell }: код сан ретінде жазылған ({ $value }), соңындағы нөл жоғалған болуы мүмкін: ұяшықты мәтін пішіміне ауыстырып, кодты қайта жазыңыз.
finding-cell_leading_zero = { $cell }: Excel кодты { $value } санына айналдырып, нөлді тастаған сияқты ({ $guess }): ұяшықты мәтін пішіміне ауыстырып, қайта жазыңыз.
finding-cell_date = { $cell }: Excel { $guess } дегенді { $date } күніне айналдырған сияқты: ұяшықты мәтін пішіміне ауыстырып, қайта жазыңыз.
finding-key_tolerance_without_number = { $cell }: дәлдік пен бірлік кілті бір сан болатын қысқа жауапта ғана болады: ұяшықты тазалаңыз немесе кілтке сан жазыңыз.
finding-formula_not_math = Формула «{ $element }» емес, «math» элементі болуы керек.
finding-formula_empty = Формула бос: оны белгілердің арасына жазыңыз немесе белгілерді алып тастаңыз.
finding-formula_too_long = Формулада { $most } таңбадан көп: оны бөліңіз.
finding-formula_too_deep = { $position }-орын: топтар { $most } деңгейден терең салынған: формуланы жеңілдетіңіз.
finding-formula_environment = { $position }-орын («{ $text }»): орта белгісіз немесе басқа атпен жабылған; белгілілері: cases, matrix, pmatrix, array, aligned.
finding-formula_unclosed = { $position }-орын («{ $text }»): мұнда ашылған нәрсе жабылмаған: жабатын жақшаны немесе белгіні қосыңыз.
finding-formula_unopened = { $position }-орын («{ $text }»): ашылмаған нәрсе жабылған: оны алып тастаңыз немесе алдында ашыңыз.
finding-formula_argument = { $position }-орын, «{ $text }» дегеннен кейін: бірдеңе жетіспейді, мысалы бөлшектің екінші бөлігі: оны фигуралы жақшаға жазыңыз.
finding-formula_delimiter = { $position }-орын («{ $text }»): \left, \right немесе \big кейін жақша тұруы керек; нүкте «ешқандай» дегенді білдіреді.
finding-formula_script_twice = { $position }-орын («{ $text }»): бір негізде екінші көрсеткіш немесе индекс: бірге тұратынын жақшаға алыңыз.
finding-formula_misplaced = { $position }-орын: «{ $text }» мұнда мағынасыз; & және \hline кестелерде болады.
finding-formula_command = { $position }-орын: { $command } командасы белгісіз.{ $nearest ->
        [none] {""}
       *[other] {" "}Мүмкін, { $nearest }?
    }
finding-formula_invalid = { $position }-орын: формула оқылмайды ({ $reason }).
finding-rich_too_long = Белгілеуімен бірге мәтінде { $most } таңбадан көп: оны бөліңіз.
finding-rich_content_removed = <{ $element }> ішіндегісімен бірге алып тасталды ({ $count }).
finding-rich_comment_removed = Түсініктемелер алып тасталды ({ $count }).
finding-rich_element_removed = <{ $element }> алып тасталды, ішіндегі сөздер қалды ({ $count }).
finding-rich_image_outside = «{ $address }» суреті осы банктен емес, сондықтан алып тасталды ({ $count }): оны жүктеп салыңыз.
finding-rich_image_without_words = Суретте оны көрмейтіндерге арналған сипаттама жоқ ({ $count }): «alt» ішінде сипаттаңыз.
finding-rich_attribute_removed = <{ $element }> элементінің «{ $attribute }» атрибуты алып тасталды ({ $count }).
finding-rich_words_changed = Белгілеу ретімен жабылмаған, сөздердің орны өзгерді: мәтінді жазылғанмен салыстырыңыз.
finding-rich_without_text = «{ $at }» мекенжайында бұл пішін жататын мәтін жоқ: оны алып тастаңыз.
finding-rich_not_clean = HTML ішінде мәтінде болмауы тиіс нәрсе бар: тазалануы үшін терілген күйінде жіберіңіз.
finding-rich_differs = Жай мәтін өз HTML-інің мазмұндамасы емес («{ $rendered }»): екеуін бірге өзгертіңіз.
workbook-sheet-tasks = Тапсырмалар
workbook-sheet-options = Жауап нұсқалары
workbook-sheet-descriptors = Дескрипторлар
workbook-sheet-lists = Тізімдер
workbook-sheet-howto = Қалай толтыру керек
workbook-list-title = Тізімде жоқ
workbook-list-message = Мәнді тізімнен таңдаңыз. Бірнеше код үтір арқылы жазылады.
workbook-column-code = Код
workbook-column-code-note = Тапсырманың өз коды, парақта бір рет. Нұсқалар мен дескрипторлар парақтарында да сол код.
workbook-column-type = Түрі
workbook-column-type-note = Тапсырманың түрі. Бос болса — бір дұрыс жауап.
workbook-column-subject = Пән
workbook-column-subject-note = Пәннің коды.
workbook-column-grade = Сынып
workbook-column-grade-note = 0-ден 13-ке дейінгі сан.
workbook-column-term = Тоқсан
workbook-column-term-note = Тапсырма тоқсанға жатса, 1-ден 4-ке дейінгі сан.
workbook-column-programme = Бағдарлама
workbook-column-programme-note = Мақсаттар жататын бағдарламаның коды.
workbook-column-unit = Бөлім
workbook-column-unit-note = Бөлімнің коды.
workbook-column-objectives = Оқу мақсаттары
workbook-column-objectives-note = Оқу мақсаттарының кодтары, үтір арқылы.
workbook-column-thinking = Ойлау деңгейі
workbook-column-thinking-note = Ойлау дағдыларының деңгейі.
workbook-column-difficulty = Күрделілігі
workbook-column-difficulty-note = Автор тапсырмаға беретін деңгей.
workbook-column-purpose = Мақсаты
workbook-column-purpose-note = Тапсырма не үшін. Бос болса — жиынтық.
workbook-column-points = Балл
workbook-column-points-note = Балл; бөлшек бөлігі үтір немесе нүкте арқылы.
workbook-column-minutes = Минут
workbook-column-minutes-note = Орындау уақыты, минут.
workbook-column-stem = Тапсырма
workbook-column-stem-note = Тапсырманың мәтіні. Формулалар доллар белгілерінің арасында LaTeX-пен: $x^2$.
workbook-column-key = Кілт
workbook-column-key-note = Дұрыс нұсқаның әрпі, бірнеше әріп үтір арқылы, дұрыс реті немесе қысқа жауап; бірнеше рұқсат етілген жауап | арқылы.
workbook-column-tolerance = Дәлдік
workbook-column-tolerance-note = Сан болатын қысқа жауап үшін: жауап кілттен қаншаға ауытқи алады.
workbook-column-units = Бірліктер
workbook-column-units-note = Бірліктің рұқсат етілген жазылуы, үтір арқылы: см, cm.
workbook-column-hint = Кеңес
workbook-column-hint-note = Тек жаттығу кезінде көрсетіледі.
workbook-column-explanation = Түсіндірме
workbook-column-explanation-note = Шешуі, тек жаттығу кезінде көрсетіледі.
workbook-column-marking_notes = Тексерушіге нұсқау
workbook-column-marking_notes-note = Тек тексерушілер көреді.
workbook-column-sample_answer = Жауап үлгісі
workbook-column-sample_answer-note = Тексерушілерге арналған толық жауап.
workbook-column-language = Түпнұсқа тілі
workbook-column-language-note = Тапсырма алғаш жазылған тіл; қалғандары — аудармалар.
workbook-column-tags = Белгілер
workbook-column-tags-note = Іздеуге арналған сөздер, үтір арқылы.
workbook-column-author = Автор
workbook-column-author-note = Кім жазды.
workbook-column-source = Дереккөз
workbook-column-source-note = Қайдан алынды.
workbook-column-licence = Лицензия
workbook-column-licence-note = Қандай шартпен пайдалануға болады, мысалы CC-BY-4.0.
workbook-column-option = Нұсқа
workbook-column-option-note = Нұсқаның әрпі, A мен J аралығы.
workbook-column-text = Мәтін
workbook-column-text-note = Осы тілдегі мәтін. Формулалар доллар белгілерінің арасында LaTeX-пен.
workbook-column-criterion = Критерий
workbook-column-criterion-note = Бағалау критерийінің коды, болса.
workbook-column-objective = Оқу мақсаты
workbook-column-objective-note = Мақсат бірнешеу болса, дескриптор көрсететін мақсат.
workbook-type-mcq = бір жауап
workbook-type-multi = бірнеше жауап
workbook-type-tf = дұрыс немесе бұрыс
workbook-type-order = ретке келтіру
workbook-type-sa = қысқа жауап
workbook-type-ea = толық жауап
workbook-type-speak = айтылым
workbook-type-practical = практикалық жұмыс
workbook-type-question = сауалнама сұрағы
workbook-purpose-summative = жиынтық
workbook-purpose-formative = қалыптастырушы
workbook-purpose-both = екеуі де
workbook-thinking-ku = білу және түсіну
workbook-thinking-ap = қолдану
workbook-thinking-ho = жоғары деңгей дағдылары
workbook-difficulty-a = A – негізгі
workbook-difficulty-b = B – күрделі
workbook-difficulty-c = C – жоғары
workbook-howto-1 = Бұл кітап қалай толтырылады
workbook-howto-2 = Тапсырмалар парағының бір жолы — бір тапсырма. Үшінші жолдан бастап жазыңыз; алғашқы екі жолды өзгертпеңіз.
workbook-howto-3 = Қызыл тақырыпты бағандар міндетті, қалғандарын бос қалдыруға болады. Тақырыптың бұрышындағы белгі не жазу керегін айтады.
workbook-howto-4 = Жауап нұсқалары өз парағында: тапсырма коды, әрпі, мәтіндері. Дескрипторлар да солай; олар ретімен нөмірленеді.
workbook-howto-5 = Мәтіннің әр тілге бір бағаны бар. Ештеңе жазылмаған тіл жасалмайды.
workbook-howto-6 = Кілт: B, бірнешеуі үшін A,C немесе дұрыс реттегі әріптер. Қысқа жауап: 5|бес. Сан сан ретінде салыстырылады; дәлдігі мен бірліктері қасында.
workbook-howto-7 = Формулалар: доллар белгілерінің арасында LaTeX, $\frac{"{"}1{"}"}{"{"}2{"}"}$. Ондық үтірден кейін бос орын жоқ: $3,14$. Тізімде бар: $1; 2; 3$.
workbook-howto-8 = Ұяшықтар мәтін пішімінде, сондықтан 1/2 күнге айналмайды, ал 007 нөлдерін сақтайды. Басқа жерден қойғанда «тек мәндер» дегенді таңдаңыз.
workbook-howto-9 = Ұяшықтарды біріктірмеңіз, жолдар мен бағандарды жасырмаңыз; әр мәнге — өз ұяшығы.
workbook-howto-10 = Бірнеше бөлім: ортақ мәтін тапсырмалар парағында, кілтсіз; әр бөлімнің (a, b …) бөлімдер парағында ұпайы мен кілті бар өз жолы болады. Нұсқалар, дескрипторлар мен жұптар бөлімді атайды. Сәйкестендіру: бір-біріне сай келетіні жұптар парағының бір жолында тұрады; сол жағы бос оң жақ — артық.
workbook-howto-11 = Суреттер импорттан кейін бетте немесе Word үлгісі арқылы қосылады.
workbook-howto-12 = Қайталанған импорттағы сол код нобайды өзгертеді, екінші тапсырма жасамайды.
workbook-howto-13 = Қабылданбаған жолдар кітап болып қайтарылады: қате ұяшықтар қызыл және себебін айтады, соңғы баған оны сөйлеммен жазады. Түзетіп, сол кітапты қайта жіберіңіз.
workbook-howto-14 = Алғашқы сынақ тегін: «сынақ жүргізуде» ештеңе сақталмайды, бәрі айтылады.
finding-word_unknown = Файл Word құжаты емес: оны .docx түрінде сақтаңыз.
finding-word_no_tasks = Құжаттың ешбір кестесі «Тапсырма» сөзінен басталмайды: үлгіні алыңыз.
finding-word_label_unknown = { $paragraph }-абзац: «{ $label }» белгісі белгісіз.{ $nearest ->
        [none] {""}
       *[other] {" "}Мүмкін, «{ $nearest }»?
    }
finding-word_example_changed = { $paragraph }-абзац: мысал өзгертілген, сондықтан оқылмады: егер бұл тапсырма болса, бірінші ұяшығына «Тапсырма» деп жазыңыз.
finding-word_column_without_language = { $paragraph }-абзац: «{ $text }» тілі көрсетілмеген бағанда тұр: баған үстіне kk, ru немесе en деп жазыңыз.
finding-word_values_differ = { $paragraph }-абзац: «{ $label }» барлық тілге бір мән, ал мұнда бірнешеу ({ $values }): біреуін қалдырыңыз.
finding-word_label_twice = { $paragraph }-абзац: «{ $label }» кестеде екі рет тұр: біреуін қалдырыңыз.
finding-word_language_unknown = { $paragraph }-абзац: «{ $text }» — тіл емес: kk, ru немесе en деп жазыңыз.
finding-word_language_missing = { $paragraph }-абзац: кестенің бірінші жолында тіл аталмаған: әр бағанның үстіне kk, ru немесе en деп жазыңыз.
finding-word_outside = { $paragraph }-абзац («{ $text }») тапсырмалардан тыс тұр, сондықтан оқылмады.
finding-word_table_unknown = { $paragraph }-абзац: кесте («{ $text }») тапсырма емес, сондықтан оқылмады: бірінші ұяшығы «Тапсырма» болуы керек.
finding-word_beside = Құжаттың «{ $part }» бөлігі оқылмады: «{ $text }».
finding-word_element = { $paragraph }-абзац: { $element } элементі («{ $text }») түсінілмеді; орнында белгі тұр.
finding-word_formula_element = { $paragraph }-абзац: формуланың { $element } элементі түсінілмеді; орнында белгі тұр.
finding-word_object = { $paragraph }-абзац: кірістірілген нысан ({ $program }) оқылмады: формулаларды Word редакторымен жазыңыз, суреттерді PNG түрінде қойыңыз.
finding-word_drawing = { $paragraph }-абзац: суретсіз сызба (диаграмма, сұлба, фигура) оқылмады: оны сурет ретінде қойыңыз.
finding-word_text_box = { $paragraph }-абзац: жазба өрісінің мәтіні оқылмады: «{ $text }».
finding-word_symbol = { $paragraph }-абзац: { $font } қарпінің { $code } таңбасы түсінілмеді: оны әріппен теріңіз.
finding-word_note = { $paragraph }-абзац: сілтеме ескертпе оқылмады: сөздерін мәтінге көшіріңіз.
finding-word_comment = { $paragraph }-абзац: пікір оқылмады.
finding-word_link = { $paragraph }-абзац: сілтеменің мекенжайы алынды, сөздері қалды: «{ $text }».
finding-word_insertion = { $paragraph }-абзац: тіркелген қосымша мәтін ретінде алынды: «{ $text }».
finding-word_deletion = { $paragraph }-абзац: тіркелген өшіру қалдырылды: «{ $text }».
finding-word_hidden = { $paragraph }-абзац: жасырын мәтін қалдырылды: «{ $text }».
finding-word_external = { $paragraph }-абзац: сурет құжаттан тыс жатыр («{ $address }»), жүктелмейді: оны файлға кірістіріңіз.
finding-word_picture_missing = { $paragraph }-абзац: сурет файлда жоқ: оны қайта қойыңыз.
finding-word_picture_format = { $paragraph }-абзац: «{ $name }» суреті PNG те, JPEG те емес немесе бүлінген: оны PNG түрінде қойыңыз.
finding-word_picture_without_words = { $paragraph }-абзац: суреттің балама мәтіні жоқ: оны көрмейтіндер үшін сипаттаңыз.
finding-word_cells_merged = { $paragraph }-абзац: мәтіндегі кестенің ұяшықтары тігінен біріктірілген; олар бір-бірлеп оқылды.
word-task = Тапсырма
word-descriptor = Дескриптор
word-howto-1 = Бұл құжат қалай толтырылады. Осы сұр жолдар оқылмайды, оларды өшіруге болады.
word-howto-2 = Әр кесте — бір тапсырма. Жаңа тапсырма үшін кестені тұтас көшіріңіз.
word-howto-3 = Бірінші жол тілдерді атайды: kk, ru, en. Керексіз бағанды өшіруге болады.
word-howto-4 = Сол жақта белгілер тұр, оларды өзгертпейді. Керексіз жолдарды бос қалдырыңыз немесе өшіріңіз; реті маңызды емес.
word-howto-5 = Тілсіз мәндер (код, сынып, балл, кілт) кез келген бір бағанға жазылады.
word-howto-6 = Нұсқалар — A мен J аралығындағы әріпті жолдар; жол қосуға болады. Кілт: B немесе бірнешеуі үшін A,C.
word-howto-7 = Дескриптордың ұпайы жақшада: Дескриптор (2). Нүктелі үтірден кейін ол көрсететін критерий мен мақсат тұрады: Дескриптор (2; m6-c1; 6.1.2.3).
word-howto-8 = Бірнеше бөлім: «Бөлім a (1)» жолында бөлімнің сұрағы, жақшада оның балы тұрады; астындағы жолдар соған жатады: түрі, нұсқалар, кілт, жұптар, дескрипторлар. Код, пән және тапсырма мәтіні бірінші бөлімнен жоғары жазылады.
word-howto-9 = Сәйкестендіру: «Сол жақ 1» мен «Оң жақ 1» — бір жұп, әр жағы барлық тілде жазылады; сол жағы жоқ оң жақ — артық элемент.
word-howto-10 = Формулалар: Кірістіру → Теңдеу. Суреттер: PNG немесе JPEG, файлға кірістірілген, балама мәтінімен.
word-howto-11 = Түсінілмегендер импорттан кейін абзац бойынша тізіледі; ештеңе үнсіз жоғалмайды.
word-examples = Мысалдар. Олар оқылмайды: мысалдан тапсырма жасау үшін оның бірінші ұяшығына «Тапсырма» деп жазыңыз.
word-example = Мысал
word-example-choice = 18 : 12 қатынасын қысқартыңыз.
word-example-matching = Өрнектерді мәндерімен сәйкестендіріңіз.
word-example-parts = Автобус 120 км жолды 2 сағатта жүрді.
word-example-part-a = Оның жылдамдығы қанша км/сағ?
word-example-part-b = Қалай тапқаныңызды түсіндіріңіз.
word-example-descriptor-1 = жолды уақытқа бөледі
word-example-descriptor-2 = жылдамдықтың өлшем бірлігін атайды

## Тапсырмалардың сапасы: жазылуы, аудармасы, ұқсастығы

finding-objectives_several = Тапсырма бірден { $count } оқу мақсатын тексереді: біреуін қалдырыңыз немесе әр дескрипторда қай мақсатты көрсететінін айтыңыз.
finding-objective_without_descriptor = { $objective } мақсатын бірде-бір дескриптор көрсетпейді: дескриптор қосыңыз немесе мақсатты алып тастаңыз.
finding-criterion_without_descriptor = { $criterion } критерийіне бірде-бір дескриптор жатпайды: дескриптор қосыңыз немесе критерийді алып тастаңыз.
finding-descriptor_without_criterion = { $descriptor } дескрипторы бірде-бір критерийге жатпайды: тапсырма критерийлерінің бірін атаңыз.
finding-descriptor_not_observable = { $descriptor } дескрипторы бақылауға болмайтын нәрсені атайды («{ $word }», { $language }): оқушы не істейтінін жазыңыз.
finding-minutes_per_point_unusual = Уақыт әдеттегідей емес: { $points } балға { $minutes } минут; бір балға { $least }–{ $most } минут күтіледі. Уақытты немесе балды түзетіңіз.
finding-stem_too_long = Сұрақта { $words } сөз бар ({ $language }), { $most }-ден көп: қысқартыңыз немесе мәтінді стимулға шығарыңыз.
finding-options_of_different_kinds = Нұсқалардың бірі сан, бірі сөз не өлшем бірлігі бар сан ({ $language }): біртекті етіңіз.
finding-options_end_differently = { $of } нұсқаның { $count } нүктемен аяқталады ({ $language }): бәрі солай болсын немесе бірде-бірі болмасын.
finding-options_begin_differently = { $of } нұсқаның { $count } бас әріптен басталады ({ $language }): есімдерден басқасында бәрі солай болсын немесе бірде-бірі болмасын.
finding-options_share_beginning = Барлық нұсқа «{ $words }» сөздерінен басталады ({ $language }): мұны сұрақтың өзінде бір рет айтыңыз.
finding-option_contains_another = { $option } нұсқасының ішінде { $other } нұсқасы бар: бірін-бірі жоққа шығаратын етіңіз.
finding-absolute_word = «{ $word }» сөзі ерекше жағдай қалдырмайды да, қате жауапты білдіріп қояды ({ $language }): сақтау айтыңыз.
finding-key_echoes_stem = Нұсқалардың ішінде { $option } кілті ғана сұрақтағы сөзді қайталайды («{ $word }», { $language }): басқа сөзбен айтыңыз.
finding-distractor_without_rationale = { $options } нұсқаларының қандай қатеден шығатыны айтылмаған ({ $language }): әрқайсысына негіздеме жазыңыз.
finding-key_positions_unbalanced = { $options } нұсқалы { $of } тапсырманың { $count } кілті { $position }-орында тұр: кілттерді біркелкі таратыңыз.
finding-key_position_run = { $item } тапсырмасымен бірге қатарынан { $most }-ден көп кілт { $position }-орында тұр: кейбірінің орнын ауыстырыңыз.
finding-key_given_by_another = { $item } тапсырмасының сұрағында { $other } тапсырмасының жауабы бар («{ $key }»): екеуін бір тестіге қоспаңыз немесе бірін өзгертіңіз.
finding-variant_text_missing = Бұл мәтін { $source } тілінде бар, { $language } тілінде жоқ: аударыңыз.
finding-variant_text_extra = Бұл мәтін { $language } тілінде бар, { $source } тілінде жоқ: алып тастаңыз немесе бастапқы тілге де қосыңыз.
finding-variant_numerals_differ = { $language } тіліндегі сандар { $source } тіліндегідей емес.{ $missing ->
        [none] { "" }
       *[other] { " " }Жетпейді: { $missing }.
    }{ $extra ->
        [none] { "" }
       *[other] { " " }Артық: { $extra }.
    } Аударманы салыстырыңыз.
finding-variant_decimal_mark = { $language } тілінде ондық бөлшек «{ $mark }» арқылы жазылады: мынаны түзетіңіз: { $written }.
finding-variant_units_differ = { $language } тіліндегі өлшем бірліктері { $source } тіліндегідей емес.{ $missing ->
        [none] { "" }
       *[other] { " " }Жетпейді: { $missing }.
    }{ $extra ->
        [none] { "" }
       *[other] { " " }Артық: { $extra }.
    } Аударманы салыстырыңыз.
finding-variant_formulas_differ = { $language } тіліндегі формулалар { $source } тіліндегідей емес.{ $missing ->
        [none] { "" }
       *[other] { " " }Жетпейді: { $missing }.
    }{ $extra ->
        [none] { "" }
       *[other] { " " }Артық: { $extra }.
    } Аударманы салыстырыңыз.
finding-variant_options_reordered = { $language } тіліндегі нұсқалардың реті { $source } тіліндегідей емес: әрқайсысын өз идентификаторының астына қойыңыз.
finding-variant_media_differ = { $language } тіліндегі суреттер не жазбалар { $source } тіліндегідей емес.{ $missing ->
        [none] { "" }
       *[other] { " " }Жетпейді: { $missing }.
    }{ $extra ->
        [none] { "" }
       *[other] { " " }Артық: { $extra }.
    } Бірдейін қолданыңыз.
finding-variant_accepted_differ = { $part } бөлігінің қабылданатын жауаптары әртүрлі: { $source } тілінде «{ $expected_numbers }», { $language } тілінде «{ $found_numbers }» сандары. Жауаптары бірдей болсын.
finding-variant_script = Әріптердің { $percent } пайызы ғана { $script ->
        [cyrillic] кирилл
        [latin] латын
       *[arabic] араб
    } әліпбиінен: бұл мәтін шынымен { $language } тілінде ме?
finding-variant_foreign_letters = { $language } тілінде жоқ әріптері бар сөздер: { $words }. Түзетіңіз немесе дәйексөз етіп беріңіз.
finding-variant_language_doubtful = Мұндай ұзын мәтінде «{ $letters }» әріптерінің бірі де жоқ: ол { $language } тілінде болмауы мүмкін, тексеріңіз.
finding-variant_untranslated = { $language } тіліндегі сұрақ { $source } тіліндегінің дәл өзі: аударыңыз.
finding-variant_parts_differ = Бөліктер: бір тапсырмада { $first }, екіншісінде { $second }; бір аударма жинағындағы тапсырмалардың бөліктері бірдей болады.
finding-variant_options_differ = Нұсқалар саны: { $first } және { $second }; екі тапсырмаға бірдей нұсқаларды бірдей ретпен беріңіз.
finding-variant_key_differs = Кілттер орны бойынша: { $first } және { $second }; бірін түзетіңіз.
finding-variant_points_differ = Балдар: { $first } және { $second }; бірдей етіңіз.
finding-variant_descriptors_differ = Дескрипторлардың не деңгейлердің балдары: { $first } және { $second }; бірдей етіңіз.
finding-similar_item = Бұл тапсырма { $other ->
        [none] сізге көрінбейтін тапсырманы
       *[other] { $other } тапсырмасын
    } сөзбе-сөз дерлік қайталайды ({ $score } %, { $language }): басқасын жазыңыз немесе екеуі не үшін қажет екенін түсіндіріңіз.
finding-enemies_suggested = Бұл тапсырма { $other ->
        [none] сізге көрінбейтін тапсырмаға
       *[other] { $other } тапсырмасына
    } өте ұқсас ({ $score } %, { $language }): бір тестіге екеуі қатар түспеуі үшін оларды жау деп белгілеңіз.
finding-family_suggested = Бұл тапсырманың { $other ->
        [none] сізге көрінбейтін тапсырмадан
       *[other] { $other } тапсырмасынан
    } айырмасы тек сандарында ({ $language }): екеуін бір клондар тобына қосыңыз.
finding-external_similarity = { $service }: мәтіннің { $score } пайызы басқа жерден табылды; дереккөзін көрсетіңіз немесе қайта жазыңыз.
finding-external_similarity_near = { $service }: мәтіннің { $score } пайызы басқа жерден табылды; дәйексөздердің дұрыс берілгенін тексеріңіз.
finding-waiver_not_allowed = { $rule } ережесінің ескертуін алып тастауға болмайды: тапсырманы түзетіңіз.
finding-waiver_reason_short = Негіздемеде { $have } әріп бар, кемінде { $least } керек: ескерту неге қалуы мүмкін екенін түсіндіріңіз.
finding-similarity_weights_sum = Салмақтардың қосындысы { $sum }: сұрақ, нұсқалар және кілт бірге 100 болуы керек.
finding-similarity_threshold_zero = 0 шегінде әр тапсырма басқаның бәріне ұқсас болады: 0-ден үлкен шек беріңіз.
finding-word_entry_unreadable = «{ $entry }» бірде-бір сөзге сай келмейді: сөздерді кіші әріппен, соңында не басында бір * белгісімен жазыңыз.
finding-word_entry_twice = «{ $entry }» тізімде екі рет тұр: бір рет қалдырыңыз.
finding-letter_of_another_script = «{ $letter }» әрпі { $script ->
        [cyrillic] кирилл
        [latin] латын
       *[arabic] араб
    } әліпбиінен емес: әріпті немесе жазуды түзетіңіз.
finding-letter_of_two_languages = «{ $letter }» әрпі { $other } тілінің өз әрпі деп аталған: екі тілде бар әріп ешқайсысының өз әрпі емес.
finding-external_service_unknown = Саясатта { $service } қызметінің шектері жоқ. Белгілілері: { $known }.
finding-percent_out_of_range = { $value } — пайыз емес: 0-ден 100-ге дейінгі сан беріңіз.

# --- Бекітілген тапсырмалардың өзгерістері, кейін қосылған тілдер
finding-change_without_base = { $number }-нұсқаға дейін бірде-бір нұсқа бекітілмеген, ол өзгертетін ештеңе жоқ: оны сол күйінде тапсырыңыз.
finding-change_not_declared = { $number }-нұсқа нені өзгертетіні айтылмаған: тапсырғанға дейін оны редакциялық не мәнді деп жариялаңыз.
finding-change_needs_review = { $number }-нұсқадағы өзгеріс мәнді деп жарияланған: ол расталмайды, сараптаудан өтеді.
finding-change_not_submitted = { $number }-нұсқа «{ $phase }» кезеңінде: редакциялық өзгеріс алдымен тапсырылады, содан кейін бір рет расталады.
finding-change_base_closed = Өзгертілетін { $number }-нұсқа енді қолданылмайды: соңғы нұсқадан жаңасын бастаңыз.
finding-item_is_kept = Тапсырма қалады: ол тапсырылған не оған бір нәрсе сілтейді (кезеңі «{ $phase }», ол тұрған нұсқалар: { $forms }, оның ішінде бекітілгені: { $locked }). Оны тоқтата тұрыңыз не қолданыстан шығарыңыз.
finding-language_needs_approved_version = { $number }-нұсқа «{ $phase }» кезеңінде: тіл бөлек тек бекітілген нұсқаға қосылады; оны жобаға жазыңыз.
finding-language_there = { $number }-нұсқада { $language } тілі бар: оның мәтінін жаңа нұсқа өзгертеді.
finding-language_not_proposed = { $number }-нұсқада { $language } тілінде бекітуді күтіп тұрған мәтін жоқ.
# --- quality checks, waivers, bank-wide comparisons
finding-quality_policy_absent = Ұйым ешқандай сапа саясатын ұстанбайды, бағалайтын негіз жоқ: саясатты таңдаңыз (PUT /organisations/…/quality-policy).
finding-items_share_no_language = Екі тапсырманың { $language } тілінде қатар қоятын мәтіні жоқ: екеуінде де бар тілді таңдаңыз.
finding-suggestion_decided = Бұл ұсыныс бойынша шешім қабылданған ({ $state }): ашығын таңдаңыз.
# Files of office programs, pictures, formulas
finding-import_profile_unfit = Word құжаты өз ережесімен оқылады, оған сәйкестендіру профилі керек емес. `profile` өрісін алып тастаңыз.
finding-import_office_as_text = Кеңсе бағдарламасының файлы мәтін емес. Оның байттарын base64 түрінде `content_base64` арқылы жіберіңіз.
finding-import_not_workbook = Бұл { $kind } файлының импорты болды; Excel кітабы болып тек кітаптың қабылданбаған жолдары қайтарылады. Оның орнына `rejected` алыңыз.
finding-media_not_for_text = Мұнда { $needed ->
        [recording] жазба
       *[other] сурет
    } керек, ал { $hash } — { $found }.
finding-media_missing = Мәтінде { $hash } файлы аталған, бірақ ол ұйымда жоқ. Алдымен оны жүктеңіз.
finding-media_licence_missing = { $hash } файлының лицензиясы жоқ. Суреттің не жазбаның немесе тапсырманың лицензиясын көрсетіңіз.
finding-formula_given_once = Формуланы бір рет беріңіз: не `latex`, не `mathml` түрінде.
# Вебхуктар
finding-webhook_event_unknown = «{ $event }» бірде-бір оқиғаны қамтымайды. Бары: { $known }; `item.*` — осылай басталатындардың бәрі, `*` — барлығы.
finding-webhook_endpoint_disabled = Бұл мекенжайға ештеңе жіберілмейді ({ $reason ->
        [gone] қабылдаушы енді жоқ екенін айтты
       *[other] ол өшірілген
    }): алдымен қосыңыз.
# Интерфейс арқылы жұмыс тәртібі, сараптама және апробация
finding-workflow_not_in_force = Редакция { $from } күнінен{ $to ->
        [none] {""}
       *[other] {" "}{ $to } күніне дейін
    } қолданылады, ал бүгін { $today }: қолданыстағысын таңдаңыз.
finding-pilot_not_running = Нұсқа «{ $state }» күйінде ({ $phase }): апробация кезеңі ол жүріп жатқанда ғана жазылады.
finding-pilot_in_future = { $date } күні әлі келген жоқ: кезеңді өткеннен кейін жазыңыз.
finding-pilot_administration_unknown = «{ $administration }» үшін осы нұсқаның статистикасы жүктелмеген: жүктеңіз немесе сандарды осында көрсетіңіз.
finding-pilot_n_missing = Тапсырманы неше қатысушы орындағаны көрсетілмеген: n мәнін беріңіз немесе p не rit жүктелген өткізуді атаңыз.
finding-promotion_not_offered = { $number }-нұсқа ашық жинаққа ұсынылмаған: ол мақұлданған, құпия емес және сарапшылардың жеткілікті бөлігі жақсы деп бағалаған болуы керек.
finding-attribution_missing = Автор ретінде кімді атау керегі көрсетілмеген: көрсетіңіз.
finding-author_hidden = Сараптама анонимді: тапсырманы кім жазғаны сарапшыларға айтылмайды.
# Мектептерге арналған жинақтар мен сауалнамалар
finding-collection_item_twice = { $item } тапсырмасы жинақта бар: бір рет қалдырыңыз.
finding-collection_item_unknown = { $item } тапсырмасы жоқ немесе сізге көрінбейді.
finding-collection_item_foreign = { $item } тапсырмасы сіз жариялай алмайтын ұйымға тиесілі: ол ұйымнан тапсырманы өз жинағында жариялауды сұраңыз.
finding-collection_item_not_open = { $item } тапсырмасының қолжетімділігі — { $access }, ал жинақты бәрі оқиды: онда тек ашық (open) тапсырмалар тұра алады.
finding-collection_item_not_released = { $item } тапсырмасы қолданыста емес және ашық жинаққа шығарылмаған (кезең { $phase }, күй { $state }): алдымен қолданысқа енгізіңіз немесе шығарыңыз.
finding-collection_stimulus_secure = { $item } тапсырмасының { $stimulus } стимулына құпия тапсырмалар да сүйенеді: жинақ оны ашып қояр еді.
finding-collection_item_scored = { $item } тапсырмасы тек сауалнама сұрағы емес: сауалнамада кілтсіз, балсыз QUESTION түріндегі тапсырмалар тұрады.
finding-collection_item_unscored = { $item } тапсырмасында кілтсіз, балсыз сұрақтар бар: оны сауалнамаға қойыңыз.
finding-collection_item_summative = { $item } тапсырмасы тек жиынтық бағалауға арналған: қалыптастырушы бағалау жинағы қалыптастырушыға не екеуіне де арналған тапсырмаларды алады.
finding-collection_item_level = { $item } тапсырмасының деңгейі жоқ: A, B немесе C деп көрсетіңіз.
finding-collection_item_subject = { $item } тапсырмасының пәні — { $subject }, жинақтікі — { $expected }.
finding-collection_item_grade = { $item } тапсырмасы { $grades } сыныпқа, ал жинақ { $expected } сыныпқа арналған.
finding-collection_item_language = { $item } тапсырмасының мына тілдерде өзекті мәтіні жоқ: { $languages }. Аударыңыз немесе жаңартыңыз.
finding-collection_item_licence = { $item } тапсырмасында да, жинақта да лицензия көрсетілмеген: жарияламас бұрын көрсетіңіз.
finding-collection_levels_absent = Деңгейлік жинақта A, B және C деңгейлерінің тапсырмалары болады; { $levels } деңгейінде тапсырма жоқ.
finding-collection_empty = Жинақта ештеңе жоқ: алдымен тапсырмалар қосыңыз.
finding-collection_no_language = Барлық тапсырма өзекті болатын тіл жоқ: оларды аударыңыз немесе әр тілге бөлек жинақ жасаңыз.
finding-collection_too_many = { $count } тапсырма тым көп: жинақта ең көбі { $most } болады.
finding-collection_code_reserved = «{ $code }» — каталогтың өз мекенжайы: басқа код таңдаңыз.
finding-collection_subject_missing = Пәнді көрсетіңіз; тек сауалнама пәнсіз бола алады.
finding-collection_grades_reversed = Төменгі сынып { $grade_min } жоғарғы { $grade_max } сыныптан үлкен.
finding-collection_field_fixed = Мектептер жинақты { $field } өрісі бойынша таниды: ол жарияланған күйінде қалады. Басқа жинақ бастаңыз.
finding-collection_unchanged = { $edition }-басылым дәл осындай: жариялайтын жаңа ештеңе жоқ.
finding-collection_not_published = Жинақ жарияланбаған (күйі { $state }): қайтарып алатын ештеңе жоқ.
finding-collection_withdrawn = { $code } жинағы { $at } күні қайтарып алынды: { $reason }
finding-collection_keys_not_shown = { $keys ->
        [key_holders] Бұл жинақтың кілттері мен балл қою кестелері қызметке кіру кілті барларға арналған.
       *[nobody] Бұл жинақтың кілттері мен балл қою кестелері ешкімге көрсетілмейді.
    }
finding-count_days = Күндерді ретімен сұраңыз, ең көбі { $most } күн.
finding-round_not_questionnaire = Бұл жинақтың түрі — { $kind }: сауал сауалнама бойынша жүргізіледі.
finding-round_group_twice = { $group } тобы тізімде екі рет тұр: бір рет қалдырыңыз.
finding-round_group_unknown = { $group ->
        [none] Парақ қай топқа жататынын көрсетіңіз
       *[other] { $group } тобы жоқ
    }. Сұралатындар: { $known }.
finding-round_question_unknown = { $position }-сұрақ{ $part ->
        [none] {""}
       *[other] { " " }({ $part } бөлігі)
    } жоқ немесе оның бірнеше бөлігі бар, ешқайсысы аталмаған.
finding-round_answer_twice = Парақта { $position }-сұраққа екі рет жауап берілген: бір жауап қалдырыңыз.
finding-round_more_than_asked = { $group } тобында { $invited } адам сұралады, сонша парақ бар: бұдан көп қайта алмайды.
finding-round_closed = Сауал жабылды: парақтар енді қабылданбайды.
finding-round_open = Сауал әлі жүріп жатыр: ешкімді тануға болмас үшін есептер ол жабылған соң көрсетіледі.
# Пәнге не тілге берілген құқықпен импорттау
finding-import_subject_outside = { $subject ->
        [none] Жазбада пән көрсетілмеген, ал сізге тек мыналарды енгізуге болады: { $granted }.
       *[other] Сізге { $subject } пәнінің тапсырмаларын енгізуге болмайды; құқықтарыңыз мыналарға берілген: { $granted }.
    }
finding-import_language_outside = Сізге «{ $language }» тіліндегі мәтіндерді енгізуге болмайды; құқықтарыңыз мыналарға берілген: { $granted }. Оның бағандарын бос қалдырыңыз немесе құқығы бар адамға импорттатыңыз.
# Excel кітаптарындағы бірнеше бөлімді және сәйкестендіру тапсырмалары
workbook-sheet-parts = Бөлімдер
workbook-sheet-pairs = Жұптар
workbook-column-criteria = Критерийлер
workbook-column-criteria-note = Бағалау критерийлерінің кодтары, үтірмен. Дескрипторлардың критерийлері өздігінен қосылады.
workbook-column-part = Бөлім
workbook-column-part-note = Бөлімнің әрпі: a, b, c … Тапсырмада бөлім болмаса, бос қалады.
workbook-column-prompt = Бөлімнің сұрағы
workbook-column-prompt-note = Осы бөлімнің мәтіні; барлық бөлімге ортағы тапсырмалар парағында.
workbook-column-left = Сол жақ
workbook-column-left-note = Не сәйкестендіріледі. Оң жақ артық болса, бос қалады.
workbook-column-right = Оң жақ
workbook-column-right-note = Осы жолдың сол жағына не сай келеді. Оң жақтардың ретін қызмет өзі өзгертеді. Ұпай жұптар санына тең болса, әр жұпқа бір ұпай.
workbook-type-match = сәйкестендіру
place-in-file = { $cell ->
        [none] { $paragraph }-абзац
       *[other] { $cell }
    }
finding-part_unnamed = { place-in-file }: тапсырманың бірнеше бөлімі бар, ал жол ешқайсысын атамайды: әрпін жазыңыз (a, b, c …).
finding-part_twice = { place-in-file }: осы тапсырманың { $part } бөлімі екі рет жазылған: біреуін қалдырыңыз.
finding-task_part_unknown = { $cell }: тапсырмада { $part } бөлімі жоқ; бөлімдері: { $known }.
finding-part_of_undivided = { $cell }: тапсырмада бөлім жоқ, ал жол { $part } бөлімін атайды: оны бөлімдер парағына қосыңыз не ұяшықты бос қалдырыңыз.
finding-part_unreadable = { place-in-file }: «{ $part }» бөлім емес: a мен j аралығындағы әріпті жазыңыз.
finding-belongs_to_part = { place-in-file }: тапсырманың бөлімдері бар, сондықтан «{ $column }» өзі жататын бөлімде жазылады.
finding-pair_without_right = { place-in-file }: жұп жолының оң жағы жоқ: сол жағына не сай келетінін жазыңыз.
finding-pairs_beside_options = { place-in-file }: тапсырмада әрі жұптар, әрі нұсқалар бар: сәйкестендіруде тек жұптар болады.
finding-pairs_not_for_type = { place-in-file }: жұптар сәйкестендіру тапсырмасында болады, ал мұның түрі — { $type }.
# Word құжатының қабылданбаған тапсырмалары
word-reasons = Себептері
finding-import_not_document = Қабылданбаған тапсырмалар құжат импортынан кейін ғана құжат болып қайтады; бұл импорттың түрі — { $kind }.
# Тапсырмалардың жазбалары
finding-recording_address = «{ $value }» жазбаны атамайды: алдымен оны жүктеп, media: және оның хешін жазыңыз.
finding-recording_twice = Бір жазба «{ $language }» тілінде екі рет тұр: біреуін қалдырыңыз.
finding-recording_transcript_missing = «{ $language }» тіліндегі { $number }-жазба мәтінге түсірілмеген: сараптайтындар мен тексеретіндер үшін онда не айтылатынын қосыңыз.

# --- файлдар қоймасы
finding-media_bytes_missing = Файлдар қоймасында { $hash } файлының мазмұны жоқ: оны жүйеге қызмет көрсетуші көшірмеден қайтарады, немесе файлды қайта жүктеңіз.
finding-media_bytes_damaged = Қоймадағы { $hash } файлының мазмұны өзгерген, сондықтан көрсетілмейді: оны жүйеге қызмет көрсетуші көшірмеден қайтарады, немесе файлды қайта жүктеңіз.
finding-author_filter_hidden = Сіз анонимді сараптама жүргізесіз, сондықтан тізімдер автор бойынша іріктелмейді: авторды алып тастаңыз немесе «me» сөзімен өз тапсырмаларыңызды сұраңыз.
finding-set_item_twice = { $value } тапсырмасы жиынтықта екі рет тұр: бір рет қалдырыңыз.

# --- топтарды салыстыру
finding-study_codes_not_rising = { $value } коды алдыңғысынан ({ $before }) үлкен емес: деңгейлер ең төменгісінен басталады, кодтары өсіп отырады.
finding-study_counts_or_sittings = Өлшем не деңгейлер бойынша оқушылар санымен, не өткізілген жұмыстармен беріледі: екеуінің бірін көрсетіңіз.
finding-study_measurement_missing = «{ $group }» тобында «{ $value }» өлшемі жоқ: оны қосыңыз немесе өлшемді зерттеуден алып тастаңыз.
finding-study_group_too_small = Есептелген оқушылар саны: { $count }. Салыстыру үшін топта кемінде екі оқушы болуы керек.
finding-study_named_twice = «{ $value }» атауы екі рет тұр: бір рет қалдырыңыз.
finding-study_result_off_scale = Бұл жұмыстың нәтижелерінде зерттеу шкаласында ({ $allowed }) жоқ «{ $value }» деңгейі бар: оны қосыңыз немесе басқа жұмыстарды таңдаңыз.
finding-study_pupils_twice = «{ $at }» өлшемінде бұл жұмыстың оқушылары есептеліп қойған: «{ $other }» тобындағы { $count } оқушы «{ $group }» тобында тұр. Әр оқушы бір өлшемде бір рет есептеледі.
finding-study_nothing_varies = «{ $at }» өлшемінде «{ $group }» тобы мен бақылау тобының ішінде оқушылар бір-бірінен ерекшеленбейді: тексеретін айырма жоқ.
finding-published_percent_not_whole = Пайыздардың қосындысы { $sum }, мұны дөңгелектеу түсіндірмейді: біреуі қате немесе жоқ.
finding-published_mean_contradicts_percent = Жарияланған орташа мән { $mean } жарияланған пайыздардан шықпайды: олардан { $implied } шығады. Екеуінің бірі қате.
finding-published_differs_from_counts = Жарияланғаны — { $published }, санағанда { $counted } шығады.
finding-published_levels_exchanged = «{ $first }» мен «{ $second }» деңгейлерінің пайыздары бірінің орнында бірі тұрған сияқты: ауыстырса, санаққа да, орташа мәнге де сай келеді.
report-level = Деңгей
report-cohorts-description = Бағандар әр деңгейде әр топтың қандай үлесі тұрғанын көрсетеді; сандар бағандардың жанында тұр.
report-cohorts-axis = топ оқушыларының үлесі, %
report-school = Мектеп
report-schools-description = Әр нүкте — мектеп: неғұрлым оң жақта болса, нәтижесі соғұрлым көп. Ішкі сызықтардың арасында жалпыдан айырмасы жоқ мектептердің 95 %-ы, сыртқыларының арасында 99,8 %-ы жатады; олардан тыс мектептер аталған.
report-schools-axis = Сапа, нәтижелердің %-ы
report-schools-size = Нәтижелер
report-grade-description = Бағандар әр деңгейде қанша оқушы тұрғанын көрсетеді.
report-grade-axis = бағаланған оқушылардың үлесі, %
finding-report_forms_differ = Бұл жұмыс біріншісінен басқа нұсқамен өткен: тапсырмалар бір нұсқаның ішінде салыстырылады. Бір нұсқадан алыңыз.
finding-report_policies_differ = Бұл жұмыс біріншісінен басқа саясатпен бағаланған: деңгейлер бір саясатпен саналады. Бір саясаттан алыңыз.
report-growth-class = сынып
report-growth-description = Әр нүкте — өткізілген жұмыс; сызықтар бір түрдегі, бір шкаладағы жұмыстарды қосады. Оқушының жанында сынып көрсетілген.
report-growth-axis = ең жоғары балдан пайыз
report-growth-day = Күні
