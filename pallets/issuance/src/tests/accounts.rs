use super::*;

fn padded(text: &[u8]) -> AccountId32 {
	let mut bytes = [0; 32];
	bytes[..text.len()].copy_from_slice(text);
	bytes.into()
}

#[test]
fn subnet_account_is_made_of_the_netuid() {
	assert_eq!(Books::subnet_account(NetUid::ROOT), padded(b"modlsubtensr\0\0"));
	assert_eq!(Books::subnet_account(NetUid::new(0x0102)), padded(b"modlsubtensr\x02\x01"));
}

#[test]
fn burn_account_is_that_of_the_wire() {
	assert_eq!(Books::burn_account(), padded(b"modlburntnsr"));
}

#[test]
fn subnet_account_is_known_whether_or_not_the_subnet_is_live() {
	with_books(|| {
		for netuid in [NetUid::ROOT, SUBNET, NO_SUBNET] {
			assert!(Books::is_subnet_account(&Books::subnet_account(netuid)));
		}
		NetworksAdded::<Test>::remove(SUBNET);
		assert!(Books::is_subnet_account(&Books::subnet_account(SUBNET)));
	});
}

#[test]
fn other_accounts_are_no_subnet_accounts() {
	with_books(|| {
		let mut nearly = [0; 32];
		nearly.copy_from_slice(subnet_account().as_ref());
		nearly[31] = 1;
		for account in [ALICE, Books::burn_account(), padded(b"modlburntnsr\x01\0"), nearly.into()] {
			assert!(!Books::is_subnet_account(&account), "{account}");
		}
	});
}
