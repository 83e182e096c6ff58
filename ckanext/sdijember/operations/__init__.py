"""Running the portal: the doctor, and the overview for administrators."""
