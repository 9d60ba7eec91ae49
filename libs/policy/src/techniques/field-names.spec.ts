import { describeTechniques } from '../testing/describe-techniques.js';

/** A field of that name and a value that says nothing by itself. */
const fields = (names: string) =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => ({ [name]: '2' }));

describeTechniques({
  'camel case': {
    dropped: fields(`
      immigrationStatus legalStatusInCanada citizenshipStatus residencyStatus refugeeClaimNumber visaExpiryDate
      workPermitNumber permanentResidentSince countryOfCitizenship dateOfLanding arrivalDateInCanada statusInCountry
      isCanadianCitizen hasValidVisa removalOrderDate sponsorshipUndertaking asylumClaimDate immigrationDocumentType
      entryToCanadaDate newcomerStatus nationalityCode isPermanentResident passportNumber hasWorkPermit
      immigrationLawyerName ifhpCertificateNumber claimantSince detentionReviewDate prCardExpiry isUndocumented`),
    cleared: fields(`
      maritalStatus bedStatus applicationStatus arrivalTime landingPage entryDate statusInQueue permitParkingNumber
      cardNumber sponsorName claimNumber hearingAidBattery residentCount removedDate countryCode statusChangedAt
      citizenServiceRequestId isCanadianTireCard documentType permanentMarker visaLast4 housingStatus legalName
      employmentStatus studentStatus temporaryBed workPhone studyRoom protectedTime landedCost`),
  },
  'capitals before a word': {
    dropped: fields('WPexp PRstatus UCInumber IRCCfile LPRflag'),
    cleared: fields('WPtheme PRaddress UCLnumber IRSfile LPflag'),
  },
  'snake case': {
    dropped: fields(`
      immigration_status imm_status status_in_canada citizenship_status citizen_status legal_status_canada
      residency_status visa_type visa_class visa_exp permit_expiry_ircc work_permit_exp study_permit_no pr_card_no
      date_of_landing landing_date_canada date_entered_canada years_in_canada country_of_birth_citizenship
      refugee_claimant asylum_seeker deportation_risk cbsa_contact ircc_client_id uci_number is_refugee
      claim_type_refugee place_of_entry_canada arrived_in_canada_on imm_doc_type`),
    cleared: fields(`
      bed_status marital_status order_status claim_status_insurance shelter_arrival_date permit_type_parking
      entry_door landing_zone years_in_program country_calling_code place_of_meeting doc_type status_code
      room_type visa_card_brand date_of_birth date_of_admission sponsor_logo removal_crew contact_type
      first_visit citizen_request_id resident_key legal_guardian is_urgent is_resident_parking`),
  },
  'kebab and dotted': {
    dropped: fields(`
      immigration-status citizenship-status visa-status x-client-immigration work-permit-expiry client.immigration.status
      person.status.immigration household.head.citizenship applicant.residency.status profile.visa.type
      x-refugee-claim country-of-citizenship landing-date-canada pr-status client.legal_status.canada
      member.0.uci intake.immigration.doc landed-immigrant asylum-claim-id status-in-canada`),
    cleared: fields(`
      bed-status x-request-id content-type person.status.marital client.order.status profile.payment.visa
      household.head.age landing-page x-claim-check retry-after country-code permit-parking booking.status
      applicant.contact.phone intake.document.type flight.landing.time unit-status member.0.name`),
  },
  screaming: {
    dropped: fields(`
      IMMIGRATION_STATUS CITIZENSHIP VISA_TYPE REFUGEE_FLAG PR_CARD_NO STATUS_IN_CANADA UCI_NO IMM_STATUS WORK_PERMIT_EXP
      DATE_OF_LANDING NATIONALITY STATUT_IMMIGRATION IS_CITIZEN LANDED_IMMIGRANT CLIENT_IMMIG_STATUS RESIDENCY_STATUS
      ASYLUM_CLAIM_DATE DEPORTATION_DATE`),
    cleared: fields(`
      BED_STATUS MARITAL_STATUS VISA_CARD_LAST4 STATUS_CODE LANDING_PAGE CLAIM_CHECK_NO PERMIT_NO_PARKING ICE_MACHINE
      UNIT_NO DATE_OF_BIRTH CITY_NAME RESIDENT_COUNT ROOM_TYPE PR_CONTACT HYDRO_ACCOUNT`),
  },
  'run together': {
    dropped: fields(`
      immigrationstatus citizenshipstatus statusincanada residencystatus visatype workpermit refugeestatus landedimmigrant
      permanentresident asylumclaim countryofcitizenship legalstatus IMMSTATUS studypermit dateoflanding
      statutimmigration permisdetravail demandeurasile citizenshipcode uciNumber`),
    cleared: fields(`
      maritalstatus bedstatus statuscode countrycode landingpage workphone studyroom parkingpermit claimcheck
      arrivaltime orderstatus residentname citizenrequest visadebit hearingaid`),
  },
  abbreviated: {
    dropped: fields(`
      immStat imm_stat immigStat citStat cit_stat citz_stat ctznshp citznshp resStat res_stat perm_res permRes
      pr_stat prStatus pr_exp uci uciNo iuc cob_citz cntryCitz ctry_citizenship natlty nat_cd_citz wp_exp
      wpExpiry sp_expiry immCat imm_cat imm_cls immClass immDocNo refClmt asyl_stat
      lpr_flag lpr_dt cdn_cit canCitizen cdnStatus imm_sts immSts citStatusCd ctzn ctzn_flg
      arr_can_dt land_dt_can yrs_in_can visa_cd visa_stat visaTyp visa_cat depOrd rem_order_dt ifh_no ifhp_elig
      ircc_no gcms_no copr_no ead_no alien_no i94_no brp_no nrpf`),
    cleared: fields(`
      stat cat cls cob_time cob bed_stat mar_stat rm_stat imm_due immunStat imm_rec imm_dose refNo ref_no claim_no perm_addr
      permAddr res_name resNo rsv_stat prio pr_id prId citNo city_cd wp_theme wpId sp_no spNo land_no visa_auth
      arr_dt dep_dt yrs_exp nat_holiday ctr_no stat_cd emp_stat hh_size hse_stat app_stat elig_dt uc_id ord_no
      rem_days asgn_no exp_dt`),
  },
  misspelt: {
    dropped: fields(`
      imigrationStatus immigrationStaus immagration_status imigration_staus citizinship citizenshp citzenship_status
      refugge_claim assylum_seeker asylm_claim permanant_resident permenent_resident residancy_status
      nationalty nationalitty visa_experation work_permitt deportaton_order immigrtion_doc sponsership immigratoin
      statut_imigration refugie_reconu citoyenete`),
    cleared: fields(`
      maritial_status bed_staus adress refridgerator accomodation recieved_at imunisation immunistation_date
      residense_hall permenant_address nationl_holiday citys citizenservicerequest aplication_status`),
  },
  French: {
    dropped: fields(`
      statutImmigration statut_immigration statut_migratoire statutMigratoire statut_au_canada statutCanada citoyennete
      citoyenneté statut_citoyennete pays_de_citoyennete paysNationalite nationalite nationalité date_arrivee_canada
      dateArriveeCanada dateArriveeAuPays date_entree_pays permis_travail permisDeTravail permis_etudes numero_permis_travail
      no_iuc numeroIUC demandeur_asile demandeurAsile est_refugie refugieReconnu resident_permanent residencePermanente
      carte_rp no_carte_rp sans_papiers sansStatut visa_visiteur typeVisa date_exp_visa csq_numero caq_expiration
      numero_pfsi dossier_cisr date_audience_cisr mesure_renvoi avocat_immigration titre_sejour
      parrainage_familial situation_migratoire categorie_immigration date_droit_etablissement confirmation_rp
      statut_legal_au_pays est_citoyen_canadien`),
    cleared: fields(`
      statut statutLit statut_matrimonial statut_dossier statut_demande date_arrivee date_arrivee_refuge pays permis_conduire
      permis_stationnement numero_dossier demandeur demandeur_logement resident residence_aines carte_opus carte_biblio
      date_entree date_sortie parrainage_civique avocat_famille titre categorie no_client sans_rendez_vous sans_gluten
      requete_citoyen plainte_citoyenne statut_emploi permanence_tel type_visite confirmation_reservation langue`),
  },
  'other languages': {
    dropped: fields(`
      estatusMigratorio estatus_migratorio situacion_migratoria condicion_migratoria nacionalidad ciudadania tipo_visa
      tipoDeVisa permiso_trabajo permisoDeTrabajo numero_pasaporte fecha_ingreso_pais fecha_entrada_canada residencia_permanente
      solicitante_asilo solicitudAsilo es_ciudadano indocumentado tiene_papeles orden_deportacion estadoMigratorio
      situacao_migratoria situacaoMigratoria nacionalidade cidadania tipo_visto visto_validade autorizacao_residencia
      pedido_asilo refugiado status_migratorio data_entrada_pais estati_imigrasyon estatiImigrasyon pemi_travay
      rezidan_pemanan demande_azil nasyonalite sitwayen_kanadyen dat_rive_kanada san_papye viza_ekspire
      staatsangehoerigkeit aufenthaltsstatus aufenthaltstitel cittadinanza permesso_di_soggiorno`),
    cleared: fields(`
      estado_civil estado_cama situacion_familiar tipo_cama permiso_conducir fecha_ingreso numero_cama tarjeta_visa
      residencia_ancianos solicitud_comida es_urgente estado_pedido situacao_familiar tipo_quarto data_entrada
      estado_quarto pedido_comida eta_civil dat_rive dat_antre kantite_moun tip_kabann laj lang fecha_llegada_refugio`),
  },
  booleans: {
    dropped: [
      { isCitizen: false },
      { is_permanent_resident: true },
      { hasStatus_canada: 0 },
      { refugee: true },
      { undocumented: 1 },
      { canadianCitizen: 'N' },
      { bornInCanada: false },
      { born_in_canada: 'yes' },
      { us_citizen: null },
      { asylum: true },
      { non_status: true },
      { sponsored: { by: 'spouse', immigration: true } },
      { flags: { newcomer: true, refugee_claimant: true } },
      { eligible_ifhp: true },
      { claimant: { refugee: 'y' } },
      { has_valid_immigration_doc: false },
      { noStatus: true, client: 'A' },
      { ne_au_canada: 0 },
    ],
    cleared: [
      { isUrgent: false },
      { is_permanent: true },
      { hasStatusUpdate: 0 },
      { refuge: true },
      { documented: true },
      { canadian: { tire: 'gift card' } },
      { bornOn: '1990-01-01' },
      { born_in: 1987 },
      { us_measure: null },
      { asleep: true },
      { no_smoking: true },
      { sponsored: false, event: 'walk' },
      { flags: { newcomer: true, stroller: true } },
      { eligible: true },
      { claimant: { name: 'Roy', insurance: 'auto' } },
      { has_valid_ticket: false },
    ],
  },
});
