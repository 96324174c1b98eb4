"""The teaching kit: papers, slides, lesson plans and exports, chosen from the bank and laid out for those who teach."""
