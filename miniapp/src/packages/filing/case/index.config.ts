export default definePageConfig({ navigationBarTitleText: '换证申请' });
