//! What clients may ask of the runtime about subnets, neurons, pools and stake, and what they get.
//!
//! Trait, method, argument and field names, the order of fields and their encodings are the wire: clients find everything
//! by these names. Nearly all numbers are compact; names of subnets are a list of compact bytes. Amounts are RAO of TAO or
//! alpha-rao of the subnet's alpha; a "u16 proportion" counts parts of 65535; blocks are heights or numbers of blocks.
//!
//! | Module | Says |
//! |---|---|
//! | [`subnet_info`] | which subnets there are; the methods of `SubnetInfoRuntimeApi` |
//! | [`hyperparameters`] | the settings of a subnet |
//! | [`dynamic_info`] | the pool and the emission of a subnet |
//! | [`metagraph`] | all about a subnet and its neurons, or the parts that were asked for |
//! | [`subnet_state`] | the neurons of a subnet with the history of what they earned |
//! | [`neuron_info`] | single neurons; `NeuronInfoRuntimeApi` |
//! | [`stake_info`] | what coldkeys have staked; `StakeInfoRuntimeApi` |
//! | [`delegate_info`] | delegates and who stakes on them; `DelegateInfoRuntimeApi` |
//! | [`proxy_filter`] | what proxies may do; `ProxyFilterRuntimeApi` |
//! | [`registration`] | what a subnet costs; `SubnetRegistrationRuntimeApi` |
//! | [`shield`] | what is encrypted to the authors of blocks; `ShieldApi` |
//! | [`swap`] | prices and simulated swaps; `SwapRuntimeApi` |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod delegate_info;
pub mod dynamic_info;
pub mod hyperparameters;
pub mod metagraph;
pub mod neuron_info;
pub mod proxy_filter;
pub mod registration;
pub mod shield;
pub mod stake_info;
pub mod subnet_info;
pub mod subnet_state;
pub mod swap;
