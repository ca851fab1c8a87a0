"""Selections that ask for every field of a type."""

EVENT_FIELDS = """
__typename id type version occurred earliest latest published recordedAt recordedBy source { id } attribution hedges credibility
interest disclosure { visibility releaseAt setBy position } places { id } incident partOf copyOf note span standing correctedBy { id } retractedBy { id }
... on ControlChanged { place { name } gainer { id } loser { id } level manner regained }
... on ControlAsserted { place { name } holder { id } level }
... on ControlConfirmed { holder { id } level }
... on StatusReported { place { name } status direction }
... on PersonsCrossedBorder { origin { id } destination { id } via { id } group admission party { id } count { low best high qualifier verbatim } including { kinds count { low best high } } }
... on ClashReported { parties { id } }
... on CasualtiesReported { where: place { id } party { id } kinds count { high } disjointFrom { id } }
... on TallyClaimed { within { id } kind holder { id } numerator { low } denominator basis levels window }
... on MeasureReported { place { id } measure count { qualifier } }
... on SituationAssessed { place { id } assessment forecast }
... on PlaceChanged { place { id name longitude existsFrom } names { text language script } parent { id } geometry }
... on EventCorrected { event { id } reason replacement { __typename id ... on ControlChanged { manner gainer { name } } } }
... on EventRetracted { event { id } reason }
... on VisibilitySet { events { id } visibility releaseAt }
... on SealedValueErased { sealed reason }
"""
SNAPSHOT_FIELDS = """
date knownOn position policy token stateHash frame
tally { denominator rows { holder { id } level count { low best high qualifier } } }
places { totalCount nodes { id status { status direction certainty since lastWord basis { id } alternatives { id } why { rule text } } holder { id } level certainty levelCertainty since lastWord manner basisVoices why { rule text reasons { before { id } after { id } reason } } basis { id standing } alternatives { level voices claims { id } } } }
"""
