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
problem-not_acceptable = Мұны сіз қабылдайтын пішімде беру мүмкін емес.
problem-title-conflict = Сақталғанға қайшы
problem-conflict = Сұрау сақталған деректерге қайшы; қателерді қараңыз.
problem-title-stale = Басқа біреу бұрын үлгерді
problem-stale = Өзгертіп жатқан редакцияңыз ағымдағы емес (қазір { $current }). Қайта оқып, өзгерісті қайталаңыз.
problem-title-too_large = Сұрау тым үлкен
problem-too_large = Сұрау қызмет қабылдайтын көлемнен үлкен.
problem-title-invalid = Енгізілген деректерде қате бар
problem-invalid = Ескертпе саны: { $count }; ештеңе сақталған жоқ. Қателерді қараңыз.
problem-title-idempotency_key_reused = Бұл Idempotency-Key бұрын қолданылған
problem-idempotency_key_reused = Бұл Idempotency-Key басқа сұрауға қолданылған. Жаңа кілт алыңыз.
problem-title-precondition_missing = Қай редакцияны өзгертетініңізді көрсетіңіз
problem-precondition_missing = Оқылған белгісі бар If-Match жіберіңіз.
problem-title-internal = Біздің қателік
problem-internal = Біздің жақта ақау болды. Журналда осы сұрау нөмірімен жазылған.
problem-title-unavailable = Қайталап көріңіз
problem-unavailable = Қызмет бос емес немесе дерекқор жауап бермейді. Сәлден кейін қайталаңыз.
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
finding-subject_choice_missing = Бұл компоненттің пәнін сынаушы таңдайды: біреуін көрсетіңіз: { $known }.
finding-subject_not_a_choice = «{ $subject }» таңдау пәндерінің қатарында жоқ: { $known }.
finding-subject_is_fixed = Бұл компоненттің пәні — { $known }; оған «{ $subject }» таңдауға болмайды.
finding-forms_out_of_range = Нұсқалар саны 1-ден { $most }-ға дейін болуы керек.
finding-gap_out_of_range = Ауытқу 0 мен 1 аралығындағы сан болуы керек.
finding-guard_out_of_range = Уақыт шегі 0-ден артық секунд саны болуы керек.
finding-item_forced_and_blocked = «{ $item }» тапсырмасы әрі міндетті, әрі тыйым салынған: тізімдердің бірінде ғана қалдырыңыз.
finding-forced_item_unknown = Міндетті «{ $item }» тапсырмасы кандидаттар арасында жоқ: кодын тексеріңіз немесе алып тастаңыз.
finding-forced_item_fits_no_row = Міндетті «{ $item }» тапсырмасы бірде-бір жолға сай емес; ең жақыны — «{ $row }» жолы, кедергісі: { $reasons }.
finding-row_short = «{ $row }» жолына { $forms } нұсқа үшін { $need } тапсырма керек, сай келетіні { $have } (мақсаттар: { $objectives }; түрлері: { $types }; ойлау деңгейі: { $thinking }; тілдері: { $languages }). Рецензияда: { $in_review }, басқа фазалардың бәрінде: { $in_other_phases }, тек басқа тілде: { $in_other_languages }. Тек «{ $nearest }» шартынан бас тартса, { $nearest_count } қосылады.
finding-rows_compete = { $rows } жолдары бірдей тапсырмаларға таласады: бірге { $forms } нұсқа үшін { $need } керек, сай келетін әртүрлі тапсырма { $have }. Кез келгеніне тапсырма қосыңыз немесе азырақ сұраңыз.
finding-constraints_conflict = Қазіргі банкпен мына шектеулер бір-біріне қайшы: { $constraints }. Біреуін жұмсартыңыз немесе тапсырма қосыңыз.{ $minimal ->
        [true] { "" }
       *[other] { " " }Іздеу үзілді; бәрі кінәлі болмауы мүмкін.
    }
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
