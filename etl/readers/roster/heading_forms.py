"""What a heading of a stranger's export means that no list holds: forms of words in English, French and Spanish, the likeliest first.

Headings are compared folded: no case, accents or marks, words joined by one underscore.
"""

import re

NUMBER = "no|nro|nr|num|number|numero|nos|n|code|id|ids|key"
REFERENCE = "codigo|cod|clave|ref|refs|reference|references|identifier|identifiant|identificador|id|ids|code|uid|key"
OF = "(?:_(?:of|of_the|du|de|de_la|del|des|d|de_l|l|the|for|in|at))?"
FORMS = {
    "ministerial_pledge_id": rf"(?:ministerial|ledger|berlin|accra|seoul)_?(?:pledge)?(?:_(?:{REFERENCE}|{NUMBER}))?(?:_.*)?",
    "requirement_line": rf"(?:requirement|line|besoin|requisito|requerimiento|sur_line|mission_line|req)(?:_(?:line|ref|reference|{NUMBER}))*(?:_served)?|(?:serves|against|for)_(?:line|requirement)|ligne(?:_de_besoin)?|linea(?:_de_requisito)?",
    "sur_reference": r"(?:generic_|mission_)?sur(?:_.*)?|statement_of_unit_requirements?(?:_.*)?",
    "pledge_id": rf"(?:pcrs|sepp|pledge|unit|registration|record|engagement|compromiso|capability|system|serial|case|entry|ms)?_?(?:{REFERENCE})(?:_(?:{NUMBER}|pcrs|pledge|unit))*|(?:pcrs|pledge|unit|registration|record|ref|reference|serial|file|case|engagement|compromiso|entry)_(?:{NUMBER})|(?:{REFERENCE}|{NUMBER}){OF}_(?:pcrs|sepp|unite|unit|pledge|engagement|compromiso|unidad|reference|referencia|dossier|registro)(?:_.*)?|referencia(?:_.*)?|unit_name|unit_code|s_n|sn|sl_no|sr_no|serial|dossier|n_pcrs|n_ref|pcrs_n",
    "state": r"(?:lead_|offering_|pledging_|contributing_|troop_contributing_|police_contributing_|member_)?(?:member_state|state|states|country|countries|nation|ms|tcc|pcc|t_pcc|tcc_pcc|tcc_pcc_name|contributor)(?:_(?:name|iso3?|code|s))*|(?:name_of_)?(?:contributing_|pledging_)?(?:country|state|member_state|tcc)(?:_.*name)?|etats?(?:_membres?)?|pays(?:_contributeurs?|_fournisseurs?|_.*)?|estados?(?:_miembros?)?|pais(?:es)?(?:_contribuyentes?|_.*)?|contributeur|contribuyente|(?:tcc|pcc)s?(?:_.*)?|country_tcc|nationality|iso(?:_?3)?(?:_code)?|provider",
    "deployed_mission": r"(?:currently_)?(?:deployed|selected|serving|deployment)(?:_(?:to|in|for|mission|at|with))+(?:_.*)?|mission_(?:deployed|of_deployment|selected|served|where_deployed|assigned|of_assignment|actuelle|actual)|current_mission|mission(?:_de_deploiement|_de_despliegue)|deploye_(?:a|dans).*|desplegad[oa]_en.*|mission|mision|mission_name|un_mission",
    "mission_specific": r"(?:pledged_for|specific|preferred|preference|intended|proposed|earmarked|requested|designated|target)(?:_for)?(?:_mission)?|mission_(?:specific|pledged|preference|preferred|intended)(?:_.*)?|pour_(?:la_)?mission|mission_specifique|mision_especifica|para_(?:la_)?mision",
    "women_in_unit": r"(?:of_(?:whom|which)_|incl_|including_|no_of_|number_of_|total_|nb_(?:de_)?|nombre_de_|numero_de_|dont_|de_los_cuales_|of_them_)*(?:women|woman|female|females|femmes?|mujeres?|f|w|fem)(?:_(?:personnel|pax|members|soldiers|officers|peacekeepers|strength|count|in_unit|in_the_unit|included|number|total|persons|staff|uniformed|troops|efectivos))*|personnel_(?:women|female|feminin|f)|personal_femenino|effectif_feminin|(?:strength|pax|personnel)_(?:of_which_|of_whom_)?(?:women|female|f|w)",
    "strength": r"(?:total_|unit_|pledged_|authori[sz]ed_|planned_|max_|approx_|overall_|est_|number_of_|no_of_|nb_(?:de_)?|nombre_(?:total_)?de_|numero_(?:total_)?de_|proposed_)*(?:strength|personnel|pax|persons?|people|troops?|headcount|str|soldiers|staff|manpower|effectifs?|efectivos?|pers|tps|personas|personnes|personal|all_ranks|offered|uniformed_personnel|men_and_women|unit_size|size|militaires)(?:_(?:total|strength|pax|persons|personnel|pledged|all_ranks|number|count|size|offered|of_unit|planned|totaux|global))*|fuerza(?:_total)?|total_effectifs?|taille(?:_de_l_unite)?|tamano(?:_de_la_unidad)?|(?:all|total)(?:_all)?|tous|todos|(?:auth|authori[sz]ed|pledged|unit|total)_(?:str|strgth)|(?:total|totales|totaux)_(?:pax|pers|efectivos|effectifs)",
    "level": r"(?:(?:pcrs|pledge|pledging|readiness|current|registration|sepp|unit|present|actual|latest|preparedness|achieved)_?)*(?:level|lvl|pl|niveau|nivel|lev)(?:_(?:pcrs|sepp|in_pcrs|of_pledge|of_readiness|of_preparedness|actuel|actual|current|achieved|de_preparation|de_disponibilite|de_preparacion|du_pcrs|en_el_pcrs|now|1_2_3|1_3|1_3_rdl|reached|of_unit|status))*|pcrs_(?:lvl|pl|status_level|status)|(?:status|statut|estado|etat|situacion|situation)_(?:(?:du|dans_le|au|del|en_el|in_the|in|of)_)?pcrs|(?:grado|grade|degre)_(?:de_)?(?:preparacion|preparation)|pl_level|stage",
    "date_accepted": r"(?:date_)?(?:of_)?(?:level_1_)?(?:accepted|acceptance|approved)(?:_(?:on|date|in_pcrs|into_pcrs|at_level_1|by_un|by_dpo|pcrs|level_1|day))*|(?:pcrs_)?(?:accepted|acceptance|acc)_(?:date|on|day|dt)|date_(?:d_)?acceptation(?:_.*)?|acceptation|acceptee?_le|fecha_de_aceptacion(?:_.*)?|aceptacion|aceptad[oa](?:_el)?|date_acc(?:epted)?|registered_(?:on|date)|date_registered|date_of_registration|registration_date|level_1_date",
    "last_renewed": r"(?:date_)?(?:of_)?(?:last_|latest_|most_recent_)?(?:renewed|renewal|revalidated|revalidation|reconfirmed|reconfirmation|updated_pledge)(?:_(?:on|date|day|of_pledge))*|(?:last_|latest_)?(?:renewal|renewed)_(?:date|on)|date_(?:de_|du_)?(?:dernier_)?renouvellement(?:_.*)?|(?:dernier_)?renouvellement|renouvelee?_le|fecha_de_(?:la_)?(?:ultima_)?renovacion|(?:ultima_)?renovacion|last_confirmed|confirmed_on|date_last_renewed|last_update_by_ms",
    "date_pledged": r"(?:date_)?(?:of_)?(?:pledged|pledge|submission|submitted|offered|offer)(?:_(?:on|date|day|in))*|date_(?:de_l_|d_|du_)?(?:engagement|offre|annonce)|engagement_date|fecha_(?:de_|del_)?(?:compromiso|oferta|promesa)|pledge_(?:submitted|made|entered|year)|initial_pledge(?:_date)?|entry_date|date_of_entry",
    "visit_planned_on": r"(?:planned|next|scheduled|proposed|upcoming|future|tentative)_(?:aav|visit|assessment|assessment_visit|aav_visit)(?:_(?:date|on))*|(?:aav|visit|assessment|assessment_visit)_(?:planned|scheduled|proposed|due)(?:_(?:on|for|date))*|visite_(?:prevue|planifiee)(?:_.*)?|visita_(?:prevista|planificada)(?:_.*)?|date_of_(?:planned|next)_(?:aav|visit)|date_prevue_(?:de_la_)?visite.*",
    "visit_result": r"(?:aav|visit|assessment|evaluation)(?:_(?:visit|and_advisory_visit))?_(?:result|results|outcome|status|conclusion|finding|findings|grade|assessment|verdict)|(?:result|outcome|results|conclusion)_(?:of_)?(?:the_)?(?:aav|visit|assessment|assessment_visit)|resultat(?:_(?:de_la_)?(?:visite|aav|evaluation))?|resultado(?:_(?:de_la_)?(?:visita|aav|evaluacion))?|outcome|result|results",
    "visit_date": r"(?:date_)?(?:of_)?(?:the_)?(?:last_|latest_)?(?:aav|assessment_and_advisory_visit|assessment_visit|visit|advisory_visit|assessment)(?:_(?:date|on|day|conducted|held|done|completed|visit|conducted_on|held_on))*|date_(?:de_(?:la_)?)?(?:visite|aav|vac|evaluation)(?:_.*)?|visite(?:_d_evaluation)?|visita(?:_de_evaluacion)?|fecha_de_(?:la_)?(?:visita|aav|evaluacion)(?:_.*)?|level_2_date|date_level_2|date_of_level_2",
    "predeployment_visit_on": r"(?:date_)?(?:of_)?(?:pre_?deployment_visit|pdv|pre_?deployment_inspection|pdi)(?:_(?:date|on|day|planned|conducted))*|visite_(?:pre_?deploiement|prealable.*)|visita_previa.*",
    "verification_date": r"(?:date_)?(?:of_)?(?:rdl_)?(?:verification|verified|verif)(?:_(?:date|on|visit|day|rdl))*|date_(?:de_)?verification(?:_.*)?|verifiee?_le|fecha_de_verificacion|verificacion|rdl_(?:date|verified|since)|rdl_verification.*",
    "rdl_cycle": r"(?:rdl_|rapid_deployment_)?(?:cycle|cycles|period|rotation_cycle)(?:_(?:rdl|year|years))?|cycle_(?:de_|du_)?(?:rdl|ndr|deploiement_rapide)|ciclo(?:_.*)?|rdl_(?:year|years|window)",
    "load_list": r"(?:accurate_|unit_|status_of_|detailed_)?(?:load_?lists?|ll|packing_list)(?:_(?:status|state|received|submitted|accurate|y_n|yes_no|provided|available|complete|ok|date_status))*|(?:status|state|etat)_(?:of_|de_la_|du_)?(?:load_?list|liste_de_chargement)|liste_(?:de_|des_)?(?:chargement|charge)(?:_.*)?|lista_de_(?:carga|embarque)(?:_.*)?|liste_de_colisage",
    "mou_state": r"(?:status_of_|state_of_)?(?:mou|moa|memorandum|memorandum_of_understanding|loa|mou_loa)(?:_(?:status|state|signed|negotiation|stage|progress|negotiations))*|etat_du_(?:mou|memorandum).*|estado_del_(?:mou|memorando).*|protocole_d_accord|memorando(?:_.*)?",
    "invitation_accepted_on": r"(?:date_)?(?:of_)?(?:invitation_|invite_)(?:accepted|acceptance|accept)(?:_(?:on|date|by_ms|day))*|(?:date_)?(?:of_)?acceptance_of_(?:the_)?invitation(?:_.*)?|(?:accepted|acceptance)_(?:of_)?invitation(?:_.*)?|date_invitation_accepted|acceptation_(?:de_l_)?invitation.*|aceptacion_de_(?:la_)?invitacion.*",
    "invited_on": r"(?:date_)?(?:of_)?(?:formal_|formally_)?(?:invitation|invited|invite)(?:_(?:on|date|sent|sent_on|letter|to_deploy|issued|day|letter_date|by_un))*|(?:date_)?(?:of_)?(?:formal_)?(?:invitation|invite)|date_(?:de_l_|d_)?invitation(?:_.*)?|invitee?_le|fecha_de_(?:la_)?invitacion(?:_.*)?|invitacion",
    "arrives_on": r"(?:(?:expected|estimated|planned|target|projected|date_of)_)*(?:arrival|arrives|arriving|in_theatre|in_mission|deployment)(?:_(?:date|on|in_mission|in_theatre|day|planned|expected|eta))*|eta|date_(?:of_)?deployment|date_(?:d_)?arrivee.*|arrivee(?:_.*)?|fecha_de_llegada.*|llegada(?:_.*)?|deploys_on|deployment_date",
    "available_from": r"(?:date_)?(?:available|availability|avail|ready|window|disponible|valid|earliest)(?:_(?:date|window|period))*_(?:from|start|starts|begin|begins|as_of|since|de|du|desde|a_partir_du|a_partir_de|on|opens|as_from)(?:_.*)?|from(?:_date)?|start(?:_date|_of_availability|_of_window)?|disponible_(?:a_partir_du|a_partir_de|des|depuis|desde)(?:_.*)?|du|desde|debut(?:_.*)?|available_date|date_available|earliest_(?:date|deployment|availability)|avail|availability|ready_(?:as_of|from|by|on)|available|fecha_de_inicio|inicio(?:_.*)?",
    "available_to": r"(?:date_)?(?:available|availability|avail|window|disponible|valid|latest)(?:_(?:date|window|period))*_(?:to|until|till|end|ends|through|au|jusqu_au|hasta|closes|up_to)(?:_.*)?|to(?:_date)?|until|till|end(?:_date|_of_availability|_of_window)?|disponible_(?:jusqu_au|jusqu_a|hasta)(?:_.*)?|au|hasta|fin(?:_.*)?|jusqu_au|fecha_(?:de_)?(?:fin|final)|expiry(?:_date)?|expires(?:_on)?",
    "slots": r"(?:smart_|rotation_|rotational_|pledge_)*(?:slots?|rotations?)(?:_(?:schedule|plan|slots|dates|by_state))*|rotation_schedule|creneaux(?:_.*)?|turnos(?:_.*)?|smart_pledge(?:_.*)?",
    "partners": r"(?:partner|partners|partnership|partnering|partnered)(?:_(?:state|states|country|countries|roles?|and_roles?|with|details|ms|nation|nations))*|(?:supporting|support)_(?:partner|partners|states?|nations?)|partenaires?(?:_.*)?|partenariats?|socios?(?:_.*)?|asociados?(?:_.*)?|joint_with",
    "condition_state": r"(?:condition|conditions|conditionality)_(?:state|status|met|fulfilled|satisfied|met_y_n|etat)|(?:status|state)_of_conditions?|condition_(?:remplie|satisfaite)|condicion_cumplida|etat_de_la_condition|estado_de_la_condicion|conditions_met",
    "condition": r"(?:conditions?|conditionality|conditional_on|subject_to|condition_text|condicion(?:es)?|depends_on|dependency|pre_?conditions?|conditions_attached|sous_reserve)(?:_(?:if_any|details|of_pledge|attached|text))*",
    "caveats": r"(?:national_)?(?:caveats?|restrictions?|limitations?|reserves?|salvedades|restricciones)(?:_(?:if_any|national|nationales|nationales|details))*",
    "languages": r"(?:working_|unit_|mission_|spoken_|main_|language_)*(?:languages?|langues?|idiomas?|lenguas?|lang|langs)(?:_(?:s|spoken|of_unit|capacity|skills|de_travail|de_trabajo|capability|en_fr|parlees))*",
    "equipment": r"(?:major_|key_|main_|self_sustainment_|coe_|contingent_owned_)*(?:equipment|equip|equipements?|materiel|material|equipo|equipamiento|eqpt|coe|assets)(?:_(?:tags?|with_counts|list|and_counts|items|major|majeur|principal|counts|details|summary|holdings|key))*",
    "status": r"(?:pledge_|current_|availability_|deployment_|unit_|pcrs_|selection_|overall_|present_)*(?:status|statut|state_of_pledge|availability|etat|estado|estatus|situacion|situation|disponibilite|disponibilidad|standing|pool_status|condition_of_pledge)(?:_(?:of_pledge|of_unit|pledge|actuel|actual|de_l_engagement|del_compromiso|current|of_availability|de_la_unidad|de_l_unite|as_of|today|code))*|selected_or_deployed",
    "component": r"(?:component(?:_type)?|composante|componente|pledge_type|pledge_category|mil_pol|military_police|mil_pol_civ|mil_or_pol|military_or_police|comp|domain|pillar|service|personnel_category|uniformed_component|type_of_(?:pledge|personnel|component)|category_of_(?:pledge|personnel)|branch|categorie|categoria|category|type|types?_proposes?|tipo|clase|kind|group|volet|nature)",
    "capability": r"(?:pledged_|unit_|type_of_|description_of_|name_of_|kind_of_|main_|capability_)*(?:capability|capabilities|capacite|capacites|capacidad|capacidades|unit_type|unit|type_of_unit|unit_description|unit_name|unit_pledged|formation|asset|element)(?:_(?:type|pledged|name|offered|description|title|proposed|kind|annoncee|ofrecida|prometida|category|provided|area|or_unit|type_name))*|type_d_unite|types_d_unites|tipo_de_(?:unidad|capacidad)|unite|unidad|type_de_(?:capacite|l_unite)|what_is_pledged|pledge(?:_description|_details|_text|_title)?|engagement|compromiso|offer|contribution|designation|description|descripcion|unit_capability|tipo|clase",
}
# What gives the people only with the women beside it, and of how many units a row is.
MEN = re.compile(
    r"(?:(?:no_of_|number_of_|nb_d_|nombre_d_|total_)*(?:men|males?|m|h|hommes?|hombres?|varones|masculinos?|masculins?))"
)
NUMBER_OF_UNITS = re.compile(
    r"(?:no|nos|nr|nb|num|numero|number|qty|quantity|count|nombre|nbre|quantite|cantidad|n)_(?:of_|d_|de_)?(?:the_)?(?:units?|unites?|unidad(?:es)?)"
    r"|how_many_units|units_(?:offered|pledged)"
)
AMOUNT = re.compile(r"qty|quantity|quantite|cantidad|units|unites|unidades")
# Headings of lists of pledges, which a list of units has not: the words of a pledge, the meeting.
OF_PLEDGES = re.compile(
    r"(?:peacekeeping_)?ministerial(?:_meeting)?|(?:the_)?(?:pledges?|commitments?|announcements?)|(?:text|wording|words|description|details)_of_(?:the_)?(?:pledge|commitment)"
    r"|(?:pledge|commitment)_(?:text|description|details|as_announced|announced)|engagement|compromiso|annonce|anuncio|texte_de_l_engagement|texto_del_compromiso"
)
# Words, or their beginnings, that give a heading its meaning where nothing else in it is known: `Pledge re-confirmed by MS`.
KIN = {
    "women_in_unit": "wom femal femme femin mujer",
    "strength": "strength personnel pax effectif efectiv personas manpower headcount troop",
    "last_renewed": "renew renouvel renov reconfirm revalid reconduc",
    "date_accepted": "accept acept entered_pcrs in_pcrs_since",
    "visit_date": "aav assess visit evaluac",
    "level": "level niveau nivel lvl readiness",
    "status": "status statut etat estado disposition availab disponib situation situacion",
    "load_list": "loadlist load_list chargement carga",
    "state": "member nation country countr pays pais tcc pcc contribut",
    "component": "component composant mil_pol branch",
    "capability": "capab capac unit unite unidad formation",
    "pledge_id": "ref reference serial identi",
}
KNOWN = {name: re.compile(form) for name, form in FORMS.items()}


def meant(heading: str) -> list[str]:
    """Our columns that a folded heading may be of, in order of how plainly its words say so."""
    return [name for name, form in KNOWN.items() if form.fullmatch(heading)]


def kin(heading: str) -> list[str]:
    """Our columns one of whose words begins a word of a folded heading; what stands in the column has to bear it out."""
    joined = re.sub(r"(?:^|_)re_", "_re", f"_{heading}")
    return [name for name, stems in KIN.items() if any(f"_{stem}" in joined for stem in stems.split())]
